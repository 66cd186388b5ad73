import * as z from 'zod/mini';
import { pairLabel } from '../src-core/pair.ts';
import { formatTime } from '../src-shared/words/time.ts';
import type { Desk, Stretch, WatchedPair } from './desk.ts';

const mostKept = 20;
const stretches = z.array(z.object({ from: z.number(), to: z.number() }));

const keyOf = (watched: WatchedPair) => `not-seen:${watched.pair.id}`;

/** Keeps and tells a stretch that could not be seen, neither live nor by candles. */
export function noteHole(desk: Desk, watched: WatchedPair, hole: Stretch): void {
  watched.notSeen = [...watched.notSeen, hole].slice(-mostKept);
  desk.outbox.remember(keyOf(watched), watched.notSeen);
  desk.outbox.save('process');
  const params = {
    pair: pairLabel(watched.pair),
    from: formatTime(hole.from, desk.clock.now()),
    to: formatTime(hole.to, desk.clock.now()),
  };
  desk.notices.put({ id: keyOf(watched), code: 'not-seen', params });
  desk.log.warn({ event: 'pair.not-seen', pair: watched.pair.id, ...hole });
  desk.publisher.touch('notices');
  desk.publisher.touchPair(watched.pair.id);
}

/** Brings back the stretches of earlier runs. */
export function recallHoles(desk: Desk, watched: WatchedPair): void {
  const parsed = stretches.safeParse(desk.outbox.remembered(keyOf(watched)));
  if (parsed.success) watched.notSeen = parsed.data;
}
