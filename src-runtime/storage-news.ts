import type { Notice } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { joinEarlierRuns } from './join-earlier-runs.ts';
import type { StorageNews } from './storage/storage.ts';
import { storageCause } from './storage-cause.ts';

function put(desk: Desk, notice: Notice): void {
  if (desk.notices.put(notice)) desk.publisher.touch('notices');
}

/**
 * Has everything that is known written again: what alarms and pairs remember, their last prices, and rings that nobody
 * has acknowledged.
 */
function writeEverything(desk: Desk): void {
  const { outbox, engine, ring } = desk;
  for (const id of desk.pairs.keys()) {
    outbox.extremes(id);
    for (const alarm of engine.alarmsOf(id)) outbox.tracker(alarm.id);
    const last = engine.pairMemory(id)?.last ?? null;
    const isStored = last === null || desk.history.samplesOf(id, last.t).length > 0;
    if (!isStored) outbox.prices.addSample(id, last);
  }
  const ringing = ring.list().flatMap((one) => (one.kind === 'firing' ? [one] : []));
  for (const { firing, pair } of ringing) {
    if (outbox.waitingFiring(firing.id) !== null || desk.storage.state.hasFiring(firing.id)) continue;
    outbox.firings([{ firing, pair }]);
    for (const delivery of firing.deliveries) outbox.delivery(firing.id, delivery);
  }
}

/** What was found at the start, before anything was read. */
export function tellStart(desk: Desk, news: readonly StorageNews[]): void {
  const at = new Date(desk.clock.now()).toISOString();
  const { movedAside } = desk.storage.rules;
  if (movedAside !== null) {
    put(desk, { id: 'rules-moved-aside', code: 'rules-moved-aside', params: { file: movedAside } });
    desk.log.error({ event: 'storage.rules-moved-aside', file: movedAside });
  }
  for (const one of news) {
    if (one.kind === 'moved aside') {
      put(desk, { id: 'state-moved-aside', code: 'state-moved-aside', params: { file: one.file, at } });
      desk.log.error({ event: 'storage.state-moved-aside', file: one.file });
    } else if (one.kind === 'unread') {
      const cause = storageCause(desk.say, one.error);
      put(desk, { id: 'state-unread', code: 'state-unread', params: { cause, at } });
      desk.log.error({ event: 'storage.state-unread', err: one.error });
    }
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
      desk.log.error({ event: 'storage.unread', err: news.error });
  }
}
