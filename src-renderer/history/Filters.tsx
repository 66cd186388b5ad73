import { conditionKinds, type Condition } from '../../src-core/condition.ts';
import { pairLabel } from '../../src-core/pair.ts';
import { Choice } from '../alarms/Field.tsx';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { Wanted } from './use-firings.ts';

const all = '';
const dayMs = 86_400_000;
const times = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs } as const;
type Time = keyof typeof times;
const timeNames = Object.keys(times) as Time[];

export interface Filter extends Wanted {
  readonly time: Time | null;
}
export const noFilter: Filter = { pairId: null, kind: null, since: null, time: null };

interface Props {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function PairChoice({ filter, onChange }: Props) {
  const ids = useApp((state) => state.pairIds);
  const pairs = useApp((state) => state.pairs);
  const labels = ids.flatMap((id) => {
    const pair = pairs[id];
    return pair ? [[id, pairLabel(pair)] as const] : [];
  });
  return (
    <Choice
      label={sayInView('history.pair')}
      value={filter.pairId ?? all}
      options={[[all, sayInView('history.pair.all')], ...labels]}
      onChange={(id) => onChange({ ...filter, pairId: id === all ? null : id })}
    />
  );
}

/** Which past rings are shown: of a pair, of a kind of condition, of a time. */
export function Filters({ filter, onChange }: Props) {
  const { store } = useServices();
  return (
    <>
      <PairChoice filter={filter} onChange={onChange} />
      <Choice<Condition['kind'] | typeof all>
        label={sayInView('history.kind')}
        value={filter.kind ?? all}
        options={[
          [all, sayInView('history.kind.all')],
          ...conditionKinds.map((kind) => [kind, sayInView(`history.kind.${kind}`)] as const),
        ]}
        onChange={(kind) => onChange({ ...filter, kind: kind === all ? null : kind })}
      />
      <Choice<Time | typeof all>
        label={sayInView('history.time')}
        value={filter.time ?? all}
        options={[
          [all, sayInView('history.time.all')],
          ...timeNames.map((name) => [name, sayInView(`history.time.${name}`)] as const),
        ]}
        onChange={(name) => {
          const time = name === all ? null : name;
          const since = time === null ? null : hostNow(store.getState()) - times[time];
          onChange({ ...filter, time, since });
        }}
      />
    </>
  );
}
