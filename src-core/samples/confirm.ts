import type { Percent, Price } from '../pair.ts';
import type { Sample } from '../sample.ts';

/** A quote this far from the last accepted price waits for the next one, in percent; the user may set another. */
export const usualConfirmPercent: Percent = 10;

function isFar(x: Price, from: Price, percent: Percent): boolean {
  return Math.abs(x - from) / from > percent / 100;
}

/** Whether a quote is held until the next one decides. Closed candles are never held. */
export function mustConfirm(sample: Sample, lastPrice: Price | null, percent: Percent): boolean {
  return sample.kind === 'quote' && lastPrice !== null && isFar(sample.price, lastPrice, percent);
}

/** Whether the price after a held one confirms it: at or past half of the jump. */
export function confirms(held: Price, next: Price, lastPrice: Price): boolean {
  const half = lastPrice + (held - lastPrice) / 2;
  return held > lastPrice ? next >= half : next <= half;
}

/** A sample without the low or high of a running candle that only the closed candle may prove. */
export interface Clipped {
  readonly sample: Sample;
  /** Something was left out: the closed candle is wanted. */
  readonly unconfirmed: boolean;
}

export function withoutFarRange(offered: Sample, lastPrice: Price | null, percent: Percent): Clipped {
  const { range, price } = offered;
  if (range === undefined || offered.kind !== 'quote' || lastPrice === null) {
    return { sample: offered, unconfirmed: false };
  }
  const farOff = (x: Price) => isFar(x, lastPrice, percent) && isFar(x, price, percent);
  const low = farOff(range.low) ? price : range.low;
  const high = farOff(range.high) ? price : range.high;
  if (low === range.low && high === range.high) return { sample: offered, unconfirmed: false };
  return { sample: { ...offered, range: { ...range, low, high } }, unconfirmed: true };
}
