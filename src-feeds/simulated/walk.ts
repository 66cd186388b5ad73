import type { EpochMs } from '../../src-core/pair.ts';

/** A price moves every five seconds; shorter steps would only cost time where candles are computed. */
export const stepMs = 5_000;

/**
 * Layers of the walk: each runs smoothly between random heights that are `periodMs` apart, up to `share` of the price
 * either way. The short ones move a price by a percent or two within a minute or two, so that an alarm somebody sets
 * to try things out rings; the long ones give the chart and the day's range a shape.
 */
const layers = [
  { periodMs: 55_000, share: 0.02 },
  { periodMs: 11 * 60_000, share: 0.02 },
  { periodMs: 97 * 60_000, share: 0.03 },
  { periodMs: 13 * 3_600_000, share: 0.05 },
  { periodMs: 5 * 86_400_000, share: 0.08 },
];
/** Jumps: a height that holds for a while, then another. */
const jumps = { periodMs: 75_000, share: 0.007 };

/**
 * The factor on a pair's middle price at `t`, above zero and around 1. It depends on nothing but the seed, the name
 * and the step, so any stretch of the past can be computed at any time, and always comes out the same.
 */
export function walkAt(seed: number, name: string, t: EpochMs): number {
  const key = hashText(name) ^ Math.imul(seed | 0, 0x9e3779b1);
  const step = Math.floor(t / stepMs) * stepMs;
  let sum = jumps.share * heightAt(key, 0, Math.floor(step / jumps.periodMs));
  layers.forEach(({ periodMs, share }, index) => {
    const slot = Math.floor(step / periodMs);
    const part = step / periodMs - slot;
    const smooth = part * part * (3 - 2 * part);
    const from = heightAt(key, index + 1, slot);
    sum += share * (from + (heightAt(key, index + 1, slot + 1) - from) * smooth);
  });
  return Math.exp(sum);
}

/** A height from -1 to 1 that looks random but is the same for the same key, layer and slot. */
function heightAt(key: number, layer: number, slot: number): number {
  const low = slot | 0;
  const high = Math.floor(slot / 2 ** 32) | 0;
  const mixed = mix(mix(mix(key ^ layer) ^ low) ^ high);
  return (mixed >>> 0) / 0x7fff_ffff - 1;
}

/** The finishing step of MurmurHash3: spreads every bit over all 32. */
function mix(value: number): number {
  let hash = value + 0x6d2b79f5;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
