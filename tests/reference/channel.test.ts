import { describe, expect, test } from 'vitest';
import { add, enters, fired, leaves, quote, run, told, wide } from './notation.ts';
import type { Step } from './reference.ts';

const of = (condition: ReturnType<typeof leaves>) => (price: number) => [quote(0, price), add(0, condition)];
const leaving = of(leaves(90, 110));
const entering = of(enters(90, 110));

describe('a channel that is left', () => {
  test.each<{ what: string; armedAt: number; samples: Step[]; told: string[] }>([
    {
      what: 'above its high',
      armedAt: 100,
      samples: [quote(15, 111)],
      told: ['15 up by price 111, from 100@0'],
    },
    {
      what: 'below its low',
      armedAt: 100,
      samples: [quote(15, 89)],
      told: ['15 down by price 89, from 100@0'],
    },
    { what: 'not by touching its high', armedAt: 100, samples: [quote(15, 110)], told: [] },
    { what: 'not by touching its low', armedAt: 100, samples: [quote(15, 90)], told: [] },
    {
      what: 'by a billionth, no more than a touch',
      armedAt: 100,
      samples: [quote(15, 110 * (1 + 5e-10)), quote(30, 90 * (1 - 5e-10))],
      told: [],
    },
    {
      what: 'by a wick above it',
      armedAt: 100,
      samples: [wide(15, 100, 99, 111, 0)],
      told: ['15 up by high 111, from 100@0'],
    },
    {
      what: 'by a wick below it',
      armedAt: 100,
      samples: [wide(15, 100, 89, 101, 0)],
      told: ['15 down by low 89, from 100@0'],
    },
    {
      what: 'armed at its end',
      armedAt: 110,
      samples: [quote(15, 110.1)],
      told: ['15 up by price 110.1, from 110@0'],
    },
    { what: 'already when it was armed', armedAt: 120, samples: [quote(15, 130), quote(30, 80)], told: [] },
    {
      what: 'once it was inside, its ends included',
      armedAt: 120,
      samples: [quote(15, 110), quote(30, 111)],
      told: ['30 up by price 111, from 110@15'],
    },
    {
      what: 'by the last price of a sample whose low was inside, not by its high',
      armedAt: 120,
      samples: [wide(15, 115, 105, 121, 0)],
      told: ['15 up by price 115, from 120@0'],
    },
    {
      what: 'not by a sample that only passed through it',
      armedAt: 120,
      samples: [wide(15, 115, 80, 121, 0), quote(30, 85)],
      told: [],
    },
  ])('$what', ({ armedAt, samples, told: expected }) => {
    expect(fired([...leaving(armedAt), ...samples])).toEqual(expected);
  });

  test('names the end that was passed', () => {
    const levels = (price: number) => run([...leaving(100), quote(15, price)]).firings.map((f) => f.level);
    expect([levels(120), levels(80)]).toEqual([[110], [90]]);
  });

  test('both ends in one step: up if the price is not below the price before, else down', () => {
    expect(fired([...leaving(100), wide(15, 100, 80, 120, 0)])).toEqual(['15 up by high 120, from 100@0']);
    expect(fired([...leaving(100), wide(15, 99, 80, 120, 0)])).toEqual(['15 down by low 80, from 100@0']);
  });
});

describe('a channel that is entered', () => {
  test.each<{ what: string; armedAt: number; samples: Step[]; told: string[] }>([
    {
      what: 'from above at a touch of its high',
      armedAt: 120,
      samples: [quote(15, 110)],
      told: ['15 down by price 110, from 120@0'],
    },
    {
      what: 'from below at a touch of its low',
      armedAt: 80,
      samples: [quote(15, 90)],
      told: ['15 up by price 90, from 80@0'],
    },
    { what: 'not while it is above', armedAt: 120, samples: [quote(15, 111)], told: [] },
    {
      what: 'leapt over from above',
      armedAt: 120,
      samples: [quote(15, 80)],
      told: ['15 down by price 80, from 120@0'],
    },
    {
      what: 'leapt over from below',
      armedAt: 80,
      samples: [quote(15, 120)],
      told: ['15 up by price 120, from 80@0'],
    },
    {
      what: 'by a wick',
      armedAt: 120,
      samples: [wide(15, 115, 105, 121, 0)],
      told: ['15 down by low 105, from 120@0'],
    },
    { what: 'already when it was armed', armedAt: 100, samples: [quote(15, 95), quote(30, 105)], told: [] },
    { what: 'already when it was armed at its end', armedAt: 110, samples: [quote(15, 109)], told: [] },
    {
      what: 'once it was outside',
      armedAt: 100,
      samples: [quote(15, 110.1), quote(30, 110)],
      told: ['30 down by price 110, from 110.1@15'],
    },
    {
      what: 'not once it was at its end, which is inside',
      armedAt: 100,
      samples: [quote(15, 110), quote(30, 109)],
      told: [],
    },
    {
      what: 'by the last price of a sample whose high was outside',
      armedAt: 100,
      samples: [wide(15, 100, 99, 111, 0)],
      told: ['15 down by price 100, from 100@0'],
    },
    {
      what: 'leapt over by the last price of a sample whose low was on the other side',
      armedAt: 100,
      samples: [wide(15, 111, 89, 111, 0)],
      told: ['15 up by price 111, from 100@0'],
    },
  ])('$what', ({ armedAt, samples, told: expected }) => {
    expect(fired([...entering(armedAt), ...samples])).toEqual(expected);
  });

  test('names the end that was passed', () => {
    const levels = (from: number, to: number) =>
      run([...entering(from), quote(15, to)]).firings.map((f) => f.level);
    expect([levels(120, 80), levels(80, 120)]).toEqual([[110], [90]]);
  });

  test('outside on both sides and inside again: up if the price is not below the price before, else down', () => {
    const through = (price: number) => run([...entering(100), wide(15, price, 80, 120, 0)]).firings.map(told);
    expect(through(100)).toEqual(['15 up by price 100, from 100@0']);
    expect(through(99)).toEqual(['15 down by price 99, from 100@0']);
  });
});
