import type { EpochMs } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';
import { onlyPrice, type Seen, seenSince } from './seen.ts';
import { type Judging, pointOf, type Story } from './story.ts';
import { candleIntervalOf, withClosedCandles } from './stretches.ts';

export interface WindowSeen {
  /** The price standing one window ago, where it counts. */
  readonly standing: PricePoint | null;
  /** Everything in the window, the standing price included, oldest first. */
  readonly seen: readonly Seen[];
  /** The sample at whose price the window restarted. */
  readonly cutSample: Sample | null;
}

/**
 * The window of `ms` that ends at `t`, of the first `count` samples of the story. `cut` is the index of the sample
 * at whose price the window restarted, null where it never did.
 */
export function windowAt(
  story: Story,
  count: number,
  t: EpochMs,
  ms: number,
  cut: number | null,
): WindowSeen {
  const which = [count, t, ms, cut].join();
  const window = story.windows.get(which) ?? lookAt(story, count, t, ms, cut);
  story.windows.set(which, window);
  return window;
}

function lookAt(story: Story, count: number, t: EpochMs, ms: number, cut: number | null): WindowSeen {
  const begin = t - ms;
  const { held, cutSample } = heldBy(story, count, ms, cut);

  // "the price standing at t - W (last sample at or before it)" "and every sample after it"
  const at = held.findLastIndex((sample) => sample.t <= begin);
  const seen = held.slice(at + 1).map((sample) => inWindow(sample, begin, cutSample));
  const standing = held[at];
  if (standing === undefined) return { standing: null, seen, cutSample };
  // "The standing price counts only if the next sample follows within W or 3 minutes, whichever is longer"
  const next = held[at + 1] ?? story.samples[count];
  if (next === undefined || next.t - standing.t > Math.max(ms, 180_000))
    return { standing: null, seen, cutSample };
  return { standing: pointOf(standing), seen: [onlyPrice(standing), ...seen], cutSample };
}

/** The window that a sample is judged against in step 1: "what was known before the sample". */
export function windowBefore(judging: Judging, ms: number, cut: number | null): WindowSeen {
  return windowAt(judging.story, judging.index, judging.sample.t, ms, cut);
}

/** The window of step 2: "everything up to it, this `low` and `high` included". */
export function windowUpTo(judging: Judging, ms: number, cut: number | null): WindowSeen {
  const before = windowBefore(judging, ms, cut);
  const own = inWindow(judging.sample, judging.sample.t - ms, before.cutSample);
  return { ...before, seen: [...before.seen, own] };
}

interface Held {
  /** Oldest first; after a cut the sample of the cut is the first. */
  readonly held: readonly Sample[];
  readonly cutSample: Sample | null;
}

/** What a window holds at all, however long ago. */
function heldBy(story: Story, count: number, ms: number, cut: number | null): Held {
  const restarts = [cut, story.windowsFrom].filter((index) => index !== null);
  const first = restarts.length === 0 ? null : Math.max(...restarts);
  const cutSample = first === null ? null : (story.samples[first] ?? null);
  const interval = candleIntervalOf(ms);
  if (interval === null) return { held: story.samples.slice(first ?? 0, count), cutSample };
  const known = story.samples.slice(0, count);
  // The sample that is judged is taken by then: it shows that the stretch before it is over.
  const newest = (story.samples[count] ?? known.at(-1))?.t ?? 0;
  return { held: withClosedCandles(known, interval, newest, first, story.madeCandles), cutSample };
}

/** "A range that began before t - W or before the cut adds only its price to the window." */
function inWindow(sample: Sample, begin: EpochMs, cutSample: Sample | null): Seen {
  if (cutSample === null) return seenSince(begin, sample);
  // "only the last price of the firing sample and what follows counts"
  if (sample === cutSample) return onlyPrice(sample);
  return seenSince(Math.max(begin, cutSample.t), sample);
}
