import type { Notice } from '../src-shared/contract/schemas.ts';
import type { PairId } from '../src-core/pair.ts';
import type { Desk } from './desk.ts';
import { joinEarlierRuns } from './join-earlier-runs.ts';
import type { StoredFiring } from './storage/state-store.ts';
import type { StorageNews } from './storage/storage.ts';
import { rememberSummary } from './summary.ts';

function put(desk: Desk, notice: Notice): void {
  if (desk.notices.put(notice)) desk.publisher.touch('notices');
}

/** The last price of a pair that is not in the past prices any more. */
function keepLastPrice(desk: Desk, id: PairId): void {
  const last = desk.engine.pairMemory(id)?.last ?? null;
  if (last === null || desk.history.samplesOf(id, last.t).length > 0) return;
  desk.outbox.prices.addSample(id, last);
}

/** Firings that ring, are snoozed, or are told in the summary. */
function openFirings({ ring, summary }: Desk): Pick<StoredFiring, 'firing' | 'pair'>[] {
  const ringing = ring.list().flatMap((one) => (one.kind === 'firing' ? [one] : []));
  return [...ringing, ...ring.snoozed(), ...(summary.view()?.firings ?? [])];
}

/**
 * Has everything that is known written again: what alarms and pairs remember, their last prices, and what nobody has
 * acknowledged.
 */
function writeEverything(desk: Desk): void {
  const { outbox, engine, ring, storage } = desk;
  for (const id of desk.pairs.keys()) {
    outbox.extremes(id);
    for (const alarm of engine.alarmsOf(id)) outbox.tracker(alarm.id);
    keepLastPrice(desk, id);
  }
  for (const { id, snooze } of ring.snoozed()) outbox.snooze(id, snooze);
  rememberSummary(desk);
  for (const { firing, pair } of openFirings(desk)) {
    if (outbox.waitingFiring(firing.id) !== null || storage.state.hasFiring(firing.id)) continue;
    outbox.firings([{ firing, pair }]);
    for (const delivery of firing.deliveries) outbox.delivery(firing.id, delivery);
  }
}

/** Answers what became of the storage while the app runs: nothing that is in memory is lost. */
export function answerStorageNews(desk: Desk, news: StorageNews): void {
  switch (news.kind) {
    case 'moved aside':
      put(desk, { id: 'state-renewed', code: 'state-renewed', params: { file: news.file } });
      desk.log.error({ event: 'storage.state-renewed', file: news.file });
      return writeEverything(desk);
    case 'made anew': {
      const code = news.found === null ? 'folder-made-anew' : 'folder-replaced';
      put(desk, { id: code, code, params: news.found === null ? {} : { file: news.found } });
      desk.log.warn({ event: `storage.${code}`, found: news.found });
      return writeEverything(desk);
    }
    case 'read':
      if (desk.notices.remove('state-unread')) desk.publisher.touch('notices');
      desk.log.info({ event: 'storage.read' });
      joinEarlierRuns(desk);
      return writeEverything(desk);
    case 'back':
      return writeEverything(desk);
    case 'reading failed':
    case 'unread':
      if (desk.failures.isNews('storage.unread', news.error)) {
        desk.log.error({ event: 'storage.unread', err: news.error });
      }
  }
}
