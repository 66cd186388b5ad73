import { formatTime } from '../src-shared/words/time.ts';
import type { Desk } from './desk.ts';
import type { Recovered } from './storage/load-rules.ts';
import type { Rules } from './storage/rules-schema.ts';
import type { StorageNews } from './storage/storage.ts';
import { storageCause } from './storage-cause.ts';

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
  const now = desk.clock.now();
  const params = () => ({
    missing: sayMissing(desk, recovered),
    ...(movedAside !== null && { file: movedAside }),
    ...(restoredFrom !== null && {
      backup: restoredFrom,
      back: sayWhat(desk, { pairs: pairs.length, alarms: alarms.length }),
      at: formatTime(backupAt ?? 0, desk.say.style, now),
    }),
  });
  desk.notices.put({ id: code, code, params });
  desk.log.error({ event: `storage.${code}`, ...recovered });
}

function tellState(desk: Told, news: StorageNews): void {
  // The page shows it in local time.
  const at = new Date(desk.clock.now()).toISOString();
  if (news.kind === 'moved aside') {
    const { file } = news;
    desk.notices.put({ id: 'state-moved-aside', code: 'state-moved-aside', params: { file, since: at } });
    desk.log.error({ event: 'storage.state-moved-aside', file });
  } else if (news.kind === 'unread') {
    const params = () => ({ cause: storageCause(desk.say, news.error), since: at });
    desk.notices.put({ id: 'state-unread', code: 'state-unread', params });
    desk.log.error({ event: 'storage.state-unread', err: news.error });
  }
}

/**
 * Tells what could not be read at start, what came back in its place, and what is missing.
 * @param found what storage had to tell before anything was read
 */
export function tellDamage(desk: Told, found: readonly StorageNews[]): void {
  const { rules } = desk.storage;
  if (rules.recovered !== null) tellRules(desk, rules.recovered, rules.current());
  for (const news of found) tellState(desk, news);
}
