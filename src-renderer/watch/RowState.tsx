import { memo } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useTick } from '../clock/tick.ts';
import { BellIcon, ClockIcon } from '../shell/icons.tsx';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { ageOf } from './PairAge.tsx';
import css from './PairRow.module.css';
import { alarmsText, isRinging, nearestText, type Trouble, troubleOf } from './row-alarms.ts';
import { formatAge } from '../words/formats.ts';

/** `4 min old`, `no prices for 6 min`, `same coin?`: a few words where all is not as usual. */
function TroubleWords({ id, trouble }: { readonly id: PairId; readonly trouble: Trouble }) {
  const pair = useApp((state) => state.pairs[id]);
  const age = useTick((now) => {
    const ms = pair ? ageOf(pair, now) : null;
    return ms === null ? null : formatAge(ms);
  });
  if (trouble === 'strange' || trouble === 'frozen' || trouble === 'confirming')
    return say(`watch.${trouble}`);
  if (age === null) return say('watch.blind');
  return say(trouble === 'stale' ? 'watch.old' : 'watch.blindFor', { age });
}

const Count = memo(function Count({ id }: { readonly id: PairId }) {
  const count = useApp((state) => state.alarmIdsByPair[id]?.length ?? 0);
  if (count === 0) return <span>{say('watch.noAlarms')}</span>;
  return (
    <span className={css['count']}>
      <BellIcon size={11} />
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{say('watch.alarms', { count })}</span>
    </span>
  );
});

/** The line below a pair's name: that it rings, what is wrong with it, or how near its alarms are. */
export const RowState = memo(function RowState({ id }: { readonly id: PairId }) {
  const ringing = useApp((state) => isRinging(state, id));
  const trouble = useApp((state) => troubleOf(state.pairs[id]));
  const nearest = useApp((state) => nearestText(state, id) || alarmsText(state, id));
  const via = useApp((state) => state.pairs[id]?.via?.source ?? null);
  if (ringing) return <span className={css['rings']}>{say('watch.ringing')}</span>;
  if (trouble !== null) {
    return (
      <span className={css['trouble']}>
        <ClockIcon />
        <span>
          <TroubleWords id={id} trouble={trouble} />
        </span>
      </span>
    );
  }
  return (
    <>
      <Count id={id} />
      {nearest !== '' && <span>{nearest}</span>}
      {via !== null && <span>{say('watch.via', { source: say(`source.${via}`) })}</span>}
    </>
  );
});
