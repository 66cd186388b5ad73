import type { Alarm } from '../../src-core/alarm.ts';
import type { ImportPlan } from '../../src-shared/contract/transfer.ts';
import { pairLabel } from '../../src-core/pair.ts';
import { alarmName } from '../alarms/sentences.ts';
import { sayInView } from '../words/say-in-view.ts';

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="transfer-part">
      <h4>{title}</h4>
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function sayValue(value: string | number | boolean | null): string {
  return value === null ? sayInView('transfer.unset') : String(value);
}

/** Whether importing would change anything. */
export function changesAnything({ pairs, alarms, settings }: ImportPlan): boolean {
  return pairs.added.length + alarms.added.length + settings.changed.length > 0;
}

/** What an import would change, left out or leave as it is. */
export function ImportPreview({ plan }: { readonly plan: ImportPlan }) {
  const { pairs, alarms, settings, notes } = plan;
  const pairOf = new Map([...pairs.added, ...pairs.present].map((pair) => [pair.id, pair]));
  const nameOf = ({ pairId, condition }: Pick<Alarm, 'pairId' | 'condition'>) => {
    const pair = pairOf.get(pairId);
    return pair === undefined ? pairId : alarmName(pair, condition);
  };
  const present = pairs.present.length + alarms.present.length;
  const refused = [...pairs.refused, ...alarms.refused, ...settings.refused];
  return (
    <div className="transfer-plan">
      {!changesAnything(plan) && <p>{sayInView('transfer.nothing')}</p>}
      <Part title={sayInView('transfer.pairs')} lines={pairs.added.map(pairLabel)} />
      <Part title={sayInView('transfer.alarms')} lines={alarms.added.map(nameOf)} />
      <Part
        title={sayInView('transfer.settings')}
        lines={settings.changed.map(({ name, from, to }) =>
          sayInView('transfer.setting', { name, from: sayValue(from), to: sayValue(to) }),
        )}
      />
      <Part
        title={sayInView('transfer.refused')}
        lines={refused.map((part) => sayInView('transfer.refused.part', part))}
      />
      <Part title={sayInView('transfer.notes')} lines={notes} />
      {present > 0 && <p className="setting-note">{sayInView('transfer.present', { count: present })}</p>}
    </div>
  );
}
