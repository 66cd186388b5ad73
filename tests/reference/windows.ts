import type { EpochMs } from '../../src-core/pair.ts';
import type { PricePoint, Sample } from '../../src-core/sample.ts';
import { onlyPrice, type Seen, seenSince } from './seen.ts';
import type { Judging, Story } from './story.ts';

export interface WindowSeen {
  /** The price standing one window ago, where it counts. */
  readonly standing: PricePoint | null;
  /** Everything in the window, the standing price included, oldest first. */
  readonly seen: readonly Seen[];
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
  const begin = t - ms;
  const first = cut ?? 0;

  // "the price standing at t - W (last sample at or before it)", "older ones are cut off"
  let standingIndex: number | null = null;
  for (let i = count - 1; i >= first && standingIndex === null; i--) {
    if (sampleAt(story, i).t <= begin) standingIndex = i;
  }

  // "and every sample after it"
  const seen: Seen[] = [];
  for (let i = standingIndex === null ? first : standingIndex + 1; i < count; i++) {
    seen.push(inWindow(story, sampleAt(story, i), i, begin, cut));
  }

  if (standingIndex === null) return { standing: null, seen };
  const standing = sampleAt(story, standingIndex);
  // "The standing price counts only if the next sample follows within W or 3 minutes, whichever is longer"
  const next = story.samples[standingIndex + 1];
  if (next === undefined || next.t - standing.t > Math.max(ms, 180_000)) return { standing: null, seen };
  return { standing: { t: standing.t, price: standing.price }, seen: [onlyPrice(standing), ...seen] };
}

/** The window that a sample is judged against in step 1: "what was known before the sample". */
export function windowBefore(judging: Judging, ms: number, cut: number | null): WindowSeen {
  return windowAt(judging.story, judging.index, judging.sample.t, ms, cut);
}

/** The window of step 2: "everything up to it, this `low` and `high` included". */
export function windowUpTo(judging: Judging, ms: number, cut: number | null): WindowSeen {
  const before = windowBefore(judging, ms, cut);
  const own = inWindow(judging.story, judging.sample, judging.index, judging.sample.t - ms, cut);
  return { standing: before.standing, seen: [...before.seen, own] };
}

/** "A range that began before t - W or before the cut adds only its price to the window." */
function inWindow(story: Story, sample: Sample, index: number, begin: EpochMs, cut: number | null): Seen {
  if (cut === null) return seenSince(begin, sample);
  // "only the last price of the firing sample and what follows counts"
  if (index === cut) return onlyPrice(sample);
  return seenSince(Math.max(begin, sampleAt(story, cut).t), sample);
}

function sampleAt(story: Story, index: number): Sample {
  const sample = story.samples[index];
  if (sample === undefined) throw new Error(`no sample ${index}`);
  return sample;
}
