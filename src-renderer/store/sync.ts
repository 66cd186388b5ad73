import type { AppApi } from '../../src-shared/contract/contract.ts';
import type { Update } from '../../src-shared/contract/schemas.ts';
import type { AppStore } from './store.ts';

const retryMs = [500, 1_000, 2_000, 5_000] as const;

/**
 * Keeps the store a mirror of the host: a snapshot first, then numbered updates. A gap in the numbers or a new connection makes it
 * take another snapshot; updates that come meanwhile wait, and those that the snapshot already holds are dropped.
 * Returns what stops it.
 * @param whenToTell calls back when the page should hear of what came; at once unless told otherwise
 */
export function startSync(
  api: AppApi,
  store: AppStore,
  now: () => number = () => performance.now(),
  whenToTell: (tell: () => void) => void = (tell) => tell(),
): () => void {
  /** Number of the last update in the mirror; null while a snapshot is on its way. */
  let seq: number | null = null;
  let waiting: Update[] = [];
  /** In order and complete, but not told yet. */
  let untold: Update[] = [];
  /** Counts snapshots asked for, so that an answer to an older question is dropped. */
  let asked = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    const updates = untold;
    untold = [];
    if (updates.length > 0) store.getState().takeUpdates(updates, now());
  };

  const fetchSnapshot = async () => {
    clearTimeout(timer);
    asked += 1;
    const question = asked;
    seq = null;
    const reply = await api.call('state.get', {});
    if (question !== asked) return;
    if (!reply.ok) {
      timer = setTimeout(restart, retryMs[Math.min(failures, retryMs.length - 1)]);
      failures += 1;
      return;
    }
    failures = 0;
    // What was not told is older than the snapshot.
    untold = [];
    seq = reply.data.seq;
    store.getState().takeSnapshot(reply.data, now());
    store.getState().setConnection('connected', now());
    const held = waiting;
    waiting = [];
    for (const update of held) take(update);
  };
  const restart = () => void fetchSnapshot();

  const take = (update: Update) => {
    if (seq === null) {
      waiting.push(update);
    } else if (update.seq === seq + 1) {
      seq = update.seq;
      untold.push(update);
      // A ring waits for nothing.
      if (update.ringing) tell();
      else whenToTell(tell);
    } else if (update.seq > seq) {
      waiting.push(update);
      restart();
    }
  };

  const stopUpdates = api.onUpdate(take);
  const stopShow = api.onShow((show) => {
    if ('pairId' in show) store.getState().select(show.pairId);
    else store.getState().show(show.view);
  });
  const stopConnection = api.onConnection((connected) => {
    // Numbers of another connection, perhaps of another run of the host, say nothing here.
    waiting = [];
    failures = 0;
    if (connected) {
      restart();
    } else {
      asked += 1;
      seq = null;
      clearTimeout(timer);
      store.getState().setConnection('lost', now());
    }
  });
  // A desktop bridge is there from the start and says nothing about connections; a socket announces itself.
  if (asked === 0) restart();

  return () => {
    asked += 1;
    clearTimeout(timer);
    stopUpdates();
    stopShow();
    stopConnection();
  };
}
