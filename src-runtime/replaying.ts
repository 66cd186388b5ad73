import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Alarm, Firing } from '../src-core/alarm.ts';
import type { EpochMs, Pair } from '../src-core/pair.ts';
import { createReplay } from '../src-core/replay.ts';
import type { Sample } from '../src-core/sample.ts';

/** A tick must not wait for a month of candles. */
const samplesPerTurn = 2_000;

/** What an alarm would have fired from `from` on, as if it had been armed then; the loop is left free in between. */
export async function replayed(
  pair: Pair,
  alarm: Alarm,
  samples: readonly Sample[],
  from: EpochMs,
): Promise<Firing[]> {
  const replay = createReplay(pair, alarm, from);
  const firings: Firing[] = [];
  for (let at = 0; at < samples.length; at += samplesPerTurn) {
    firings.push(...replay.feed(samples.slice(at, at + samplesPerTurn)));
    await nextTurn();
  }
  return firings;
}
