import type { Price } from '../../src-core/pair.ts';

/** The round number (1, 2 or 5 with zeros) nearest above a size. */
function roundStep(size: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((one) => one * magnitude >= size * (1 - 1e-9)) ?? 10;
  return factor * magnitude;
}

/**
 * A price as a pointer can mean it: the roundest one within about a pixel, never finer than the pair's tick size.
 * `perPixel` is how much price one pixel is.
 */
export function snapPrice(price: Price, perPixel: number, tickSize: Price | null): Price {
  const finest = Math.max(perPixel, tickSize ?? 0);
  if (!(finest > 0) || !Number.isFinite(finest)) return price;
  const step = roundStep(finest);
  const snapped = Math.round(price / step) * step;
  // Multiples of a decimal step carry rounding errors.
  return snapped > 0 ? Number(snapped.toPrecision(12)) : price;
}

/** How far an arrow key moves a level: a round number near a thousandth of the price, at least a tick. */
export function keyStep(price: Price, tickSize: Price | null): Price {
  return roundStep(Math.max(price / 1_000, tickSize ?? 0));
}
