/** How large the drawing is, in its own units. */
export const sparkSize = { width: 72, height: 28 } as const;

const dayMs = 86_400_000;
/** Room for the mark at the end, and for half of the line. */
const edge = 4;

type Point = readonly [t: number, price: number];

export interface SparkDrawing {
  readonly path: string;
  /** Where the line ends: there stands its mark. */
  readonly end: readonly [x: number, y: number];
}

const rounded = (value: number) => Math.round(value * 2) / 2;

/**
 * The line of the last 24 hours up to its last point; null where there are not two. Half a pixel is the finest step, so that most
 * prices draw the same line as the one before.
 */
export function drawSpark(points: readonly Point[], live: Point | null): SparkDrawing | null {
  const known = live === null ? points : [...points.filter(([t]) => t < live[0]), live];
  const now = known.at(-1)?.[0] ?? 0;
  const shown = known.filter(([t]) => t > now - dayMs);
  if (shown.length < 2) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [, price] of shown) {
    low = Math.min(low, price);
    high = Math.max(high, price);
  }
  const { width, height } = sparkSize;
  const x = (t: number) => rounded((1 - (now - t) / dayMs) * (width - edge));
  const span = high - low;
  // A price that stands still is a line in the middle.
  const y = (price: number) =>
    rounded(span === 0 ? height / 2 : height - edge - ((price - low) / span) * (height - 2 * edge));
  const places = shown.map(([t, price]) => [x(t), y(price)] as const);
  const end = places.at(-1) ?? [0, 0];
  return { path: `M${places.map((place) => place.join(' ')).join('L')}`, end };
}
