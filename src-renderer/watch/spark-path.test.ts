import { expect, test } from 'vitest';
import { drawSpark, sparkSize } from './spark-path.ts';

const hour = 3_600_000;
const now = 100 * hour;
const placesOf = (path: string) =>
  path
    .slice(1)
    .split('L')
    .map((place) => place.split(' ').map(Number));

test('a line of fewer than two points is none', () => {
  expect(drawSpark([], null)).toBeNull();
  expect(drawSpark([], [now, 5])).toBeNull();
  expect(drawSpark([[now - 25 * hour, 4]], [now, 5])).toBeNull();
});

test('the last point is the live price, at the right end', () => {
  const drawing = drawSpark(
    [
      [now - 24 * hour + 1, 1],
      [now - 12 * hour, 3],
      [now - hour, 2],
    ],
    [now, 4],
  );
  const places = placesOf(drawing?.path ?? '');
  expect(places).toHaveLength(4);
  expect(drawing?.end).toEqual(places.at(-1));
  expect(places[0]?.[0]).toBe(0);
  expect(places.at(-1)?.[0]).toBeCloseTo(sparkSize.width - 4);
});

test('a point of the same moment or later gives way to the live one, so that time never runs back', () => {
  const drawing = drawSpark(
    [
      [now - hour, 2],
      [now, 3],
      [now + hour, 4],
    ],
    [now, 5],
  );
  const xs = placesOf(drawing?.path ?? '').map(([x]) => x ?? 0);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(xs).toHaveLength(2);
});

test('higher prices are higher up, and all of it is within the drawing', () => {
  const points = Array.from(
    { length: 48 },
    (_, index) => [now - (48 - index) * hour * 0.5 + 1, 1e-8 * (index % 7)] as const,
  );
  const drawing = drawSpark(points, [now, 9e-8]);
  const ys = placesOf(drawing?.path ?? '').map(([, y]) => y ?? 0);
  expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...ys)).toBeLessThanOrEqual(sparkSize.height);
  expect(ys.at(-1)).toBe(Math.min(...ys));
});

test('a price that stands still is a line in the middle', () => {
  const drawing = drawSpark([[now - hour, 7]], [now, 7]);
  expect(placesOf(drawing?.path ?? '').map(([, y]) => y)).toEqual([14, 14]);
});
