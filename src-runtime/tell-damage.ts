import { formatTime } from '../src-shared/words/time.ts';
import type { Desk } from './desk.ts';
import type { Recovered } from './storage/load-rules.ts';
import type { Rules } from './storage/rules-schema.ts';

type Told = Pick<Desk, 'storage' | 'notices' | 'log' | 'say' | 'clock'>;

/** `2 pairs and 5 alarms`, without what there is none of. */
function sayWhat({ say }: Pick<Desk, 'say'>, counts: { readonly pairs: number; readonly alarms: number }) {
  const pairs = say('damage.pairs', { count: counts.pairs });
  const alarms = say('damage.alarms', { count: counts.alarms });
  if (counts.alarms === 0) return pairs;
  return counts.pairs === 0 ? alarms : say('damage.what', { pairs, alarms });
}

function sayMissing(desk: Told, { why, restoredFrom, lost: { pairs, alarms } }: Recovered): string {
  if (pairs === null || alarms === null) {
    return desk.say(restoredFrom === null ? 'damage.missing.all' : 'damage.missing.unknown');
  }
  if (pairs + alarms === 0) return desk.say('damage.missing.none');
  const key = why === 'newer' ? 'damage.missing.newer' : 'damage.missing';
  return desk.say(key, { what: sayWhat(desk, { pairs, alarms }) });
}

const codes = {
  damaged: { restored: 'rules-restored', empty: 'rules-moved-aside' },
  newer: { restored: 'rules-newer-restored', empty: 'rules-newer' },
  missing: { restored: 'rules-missing-restored', empty: 'rules-missing-restored' },
} as const;

function tellRules(desk: Told, recovered: Recovered, { pairs, alarms }: Rules): void {
  const { why, movedAside, restoredFrom, backupAt } = recovered;
  const code = codes[why][restoredFrom === null ? 'empty' : 'restored'];
  const params = {
    missing: sayMissing(desk, recovered),
    ...(movedAside !== null && { file: movedAside }),
    ...(restoredFrom !== null && {
      backup: restoredFrom,
      back: sayWhat(desk, { pairs: pairs.length, alarms: alarms.length }),
      at: formatTime(backupAt ?? 0, desk.clock.now()),
    }),
  };
  desk.notices.put({ id: code, code, params });
  desk.log.error({ event: `storage.${code}`, ...recovered });
}

/** Tells what could not be read at start, what came back in its place, and what is missing. */
export function tellDamage(desk: Told): void {
  const { rules, stateMovedAside } = desk.storage;
  if (rules.recovered !== null) tellRules(desk, rules.recovered, rules.current());
  if (stateMovedAside === null) return;
  const code = 'state-moved-aside';
  desk.notices.put({ id: code, code, params: { file: stateMovedAside } });
  desk.log.error({ event: `storage.${code}`, file: stateMovedAside });
}
