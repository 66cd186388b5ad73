import * as z from 'zod/mini';
import { type PairId, pairLabel } from '../src-core/pair.ts';
import { formatTime } from '../src-shared/words/time.ts';
import type { Desk, Stretch, WatchedPair } from './desk.ts';

const mostKept = 20;

/** What is kept of a pair's holes: oldest first, and whether the user has read of the newest. */
const kept = z.object({
  stretches: z.array(z.object({ from: z.number(), to: z.number() })),
  read: z.boolean(),
});

const prefix = 'not-seen:';
const keyOf = (id: PairId) => `${prefix}${id}`;

function keep(desk: Desk, { pair, notSeen }: WatchedPair, read: boolean): void {
  const value: z.input<typeof kept> = { stretches: [...notSeen], read };
  desk.outbox.remember(keyOf(pair.id), value);
  desk.outbox.save('process');
}

function tell(desk: Desk, { pair, notSeen }: WatchedPair): void {
  const newest = notSeen.at(-1);
  if (newest === undefined) return;
  const now = desk.clock.now();
  const params = () => ({
    pair: pairLabel(pair),
    from: formatTime(newest.from, desk.say.style, now),
    to: formatTime(newest.to, desk.say.style, now),
  });
  desk.notices.put({ id: keyOf(pair.id), code: 'not-seen', params });
  desk.publisher.touch('notices');
}

/** Keeps and tells a stretch that could not be seen, neither live nor by candles. */
export function noteHole(desk: Desk, watched: WatchedPair, hole: Stretch): void {
  // One that went on is the same.
  const before = watched.notSeen.filter(({ from }) => from !== hole.from);
  watched.notSeen = [...before, hole].slice(-mostKept);
  // Its candles may come later: they serve windows and charts.
  watched.fillFrom = Math.min(watched.fillFrom, desk.clock.now());
  keep(desk, watched, false);
  tell(desk, watched);
  desk.log.warn({ event: 'pair.not-seen', pair: watched.pair.id, ...hole });
  desk.publisher.touchPair(watched.pair.id);
}

/** The user has read this notice, if it is one of a hole: it is not told again after a restart. */
export function readHole(desk: Desk, noticeId: string): void {
  const watched = noticeId.startsWith(prefix) ? desk.pairs.get(noticeId.slice(prefix.length)) : undefined;
  if (watched !== undefined) keep(desk, watched, true);
}

/** Brings back the stretches of earlier runs, and tells the newest where nobody has read of it. */
export function recallHoles(desk: Desk, watched: WatchedPair): void {
  const parsed = kept.safeParse(desk.outbox.remembered(keyOf(watched.pair.id)));
  if (!parsed.success) return;
  watched.notSeen = parsed.data.stretches;
  if (!parsed.data.read) tell(desk, watched);
}

/** The pair is gone, and what could not be seen of it is nobody's concern. */
export function forgetHoles(desk: Desk, id: PairId): void {
  if (desk.notices.remove(keyOf(id))) desk.publisher.touch('notices');
  desk.outbox.remember(keyOf(id), null);
  desk.outbox.save('process');
}
