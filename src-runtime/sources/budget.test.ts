import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { type BudgetMemory, createBudget, type Purpose } from './budget.ts';
import { type BudgetLimits, usualLimits } from './limits.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const perMinute = (limit: number, more: Partial<BudgetLimits> = {}): BudgetLimits => ({
  perMinute: limit,
  perMonth: null,
  ofAddress: null,
  ...more,
});

function start(
  limits: BudgetLimits | null,
  { at = Date.UTC(2026, 10, 1), memory = undefined as unknown } = {},
) {
  const clock = createFakeClock(at);
  let saved: unknown = memory;
  const open = () =>
    createBudget({
      limits,
      clock,
      load: () => structuredClone(saved),
      save: (next: BudgetMemory) => {
        saved = structuredClone(next);
      },
    });
  return { clock, budget: open(), reopen: open, saved: () => saved };
}

describe('a minute', () => {
  test('gives what is left of it, and the rest as what was used grows a minute old', async () => {
    const { clock, budget } = start(perMinute(10));
    budget.take(4, 'quotes');
    await clock.advance(20 * second);
    budget.take(4, 'quotes');
    expect(budget.waitFor(2, 'quotes')).toBe(0);
    expect(budget.waitFor(3, 'quotes')).toBe(40 * second);
    expect(budget.waitFor(7, 'quotes')).toBe(minute);
    await clock.advance(40 * second);
    expect(budget.waitFor(3, 'quotes')).toBe(0);
    expect(budget.status()?.perMinute).toEqual({ limit: 10, used: 4 });
    await clock.advance(20 * second);
    expect(budget.status()?.perMinute.used).toBe(0);
  });

  test('what was used within a second is given back as late as the last of it', async () => {
    const { clock, budget } = start(perMinute(5));
    budget.take(1, 'quotes');
    await clock.advance(900);
    budget.take(4, 'quotes');
    expect(budget.waitFor(1, 'quotes')).toBe(minute);
    await clock.advance(minute - 1);
    expect(budget.waitFor(1, 'quotes')).toBe(1);
  });

  test('what costs nothing never waits and is not counted', () => {
    const { budget } = start(perMinute(1));
    budget.take(1, 'quotes');
    budget.take(0, 'history');
    expect(budget.waitFor(0, 'history')).toBe(0);
    expect(budget.status()?.perMinute.used).toBe(1);
  });

  test('quotes that cost more than a minute has go out once nothing else was used', async () => {
    const { clock, budget } = start(perMinute(5));
    budget.take(1, 'urgent');
    expect(budget.waitFor(8, 'quotes')).toBe(minute);
    await clock.advance(minute);
    expect(budget.waitFor(8, 'quotes')).toBe(0);
  });

  test('the quotes of the next minute are kept for quotes, and a fifth from past prices', () => {
    const { budget } = start(perMinute(100));
    // Four times 10.
    expect(budget.intervalFor(15 * second, 10)).toBe(15 * second);
    expect(budget.waitFor(40, 'history')).toBe(0);
    expect(budget.waitFor(41, 'history')).toBe(Number.POSITIVE_INFINITY);
    expect(budget.waitFor(60, 'urgent')).toBe(0);
    expect(budget.waitFor(61, 'urgent')).toBe(Number.POSITIVE_INFINITY);
    budget.take(40, 'history');
    expect(budget.waitFor(1, 'history')).toBe(minute);
    expect(budget.waitFor(20, 'urgent')).toBe(0);
    expect(budget.waitFor(60, 'quotes')).toBe(0);
  });

  test('quotes that were made already are not kept a second time', () => {
    const { budget } = start(perMinute(100));
    budget.intervalFor(15 * second, 10);
    for (let n = 0; n < 4; n += 1) budget.take(10, 'quotes');
    expect(budget.waitFor(60, 'urgent')).toBe(0);
  });

  test('without pairs nothing is kept for quotes', () => {
    const { budget } = start(perMinute(100));
    budget.intervalFor(15 * second, 10);
    budget.intervalFor(15 * second, 0);
    expect(budget.waitFor(100, 'urgent')).toBe(0);
  });

  test('the interval is stretched so that quotes use three fifths at most, and only then', () => {
    const { budget } = start(perMinute(1_200));
    expect(budget.intervalFor(second, 2)).toBe(second);
    expect(budget.status()?.stretchedToMs).toBeNull();
    // 720 are nine times 80.
    expect(budget.intervalFor(second, 80)).toBe(Math.ceil(minute / 9));
    expect(budget.status()?.stretchedToMs).toBe(Math.ceil(minute / 9));
    expect(budget.intervalFor(15 * second, 80)).toBe(15 * second);
    expect(budget.status()?.stretchedToMs).toBeNull();
  });

  test('quotes beyond the minute come as rarely as their cost asks for', () => {
    const { budget } = start(perMinute(5));
    expect(budget.intervalFor(minute, 4)).toBe(minute);
    expect(budget.intervalFor(minute, 6)).toBe(2 * minute);
    expect(budget.intervalFor(minute, 11)).toBe(3 * minute);
  });

  test('no clock that is set, and no sleep, takes or gives more than it should', async () => {
    const { clock, budget } = start(perMinute(2));
    budget.take(2, 'quotes');
    clock.jump(-day);
    await clock.advance(59 * second);
    expect(budget.waitFor(1, 'quotes')).toBe(second);
    await clock.advance(second);
    expect(budget.waitFor(1, 'quotes')).toBe(0);
    budget.take(2, 'quotes');
    clock.sleep(hour);
    expect(budget.waitFor(1, 'quotes')).toBe(0);
  });

  test('whatever is asked for in whatever order, no 60 seconds hold more than they may', async () => {
    const request = fc.record({
      gap: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 30_000 })),
      weight: fc.integer({ min: 1, max: 12 }),
      purpose: fc.constantFrom<Purpose>('quotes', 'urgent', 'history'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 40 }), async (requests) => {
        const { clock, budget } = start(perMinute(20));
        budget.intervalFor(30 * second, 3);
        const made: { at: number; weight: number }[] = [];
        for (const { gap, weight, purpose } of requests) {
          await clock.advance(gap);
          if (budget.waitFor(weight, purpose) > 0) continue;
          budget.take(weight, purpose);
          made.push({ at: clock.now(), weight });
          const lately = made.filter(({ at }) => clock.now() - at < minute);
          expect(lately.reduce((sum, one) => sum + one.weight, 0)).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('an address', () => {
  const limits = perMinute(1_200, { ofAddress: 6_000 });

  test('that others have used up is left alone for a minute', async () => {
    const { clock, budget } = start(limits);
    budget.told(5_650);
    expect(budget.waitFor(50, 'quotes')).toBe(0);
    expect(budget.waitFor(51, 'quotes')).toBe(minute);
    await clock.advance(20 * second);
    expect(budget.waitFor(51, 'quotes')).toBe(40 * second);
    budget.told(null);
    expect(budget.waitFor(51, 'quotes')).toBe(40 * second);
    budget.told(12);
    expect(budget.waitFor(51, 'quotes')).toBe(0);
  });

  test('that others use takes nothing from what is ours', () => {
    const { budget } = start(limits);
    budget.told(3_000);
    expect(budget.waitFor(1_200, 'quotes')).toBe(0);
    expect(budget.status()?.perMinute.used).toBe(0);
  });

  test('that is not told of does not matter', () => {
    const { budget } = start(perMinute(5));
    budget.told(9_999);
    expect(budget.waitFor(5, 'quotes')).toBe(0);
  });
});

describe('a month', () => {
  const limits = perMinute(30, { perMonth: 10_000 });

  test('lasts to its end: what is left of it is spread over the time that is left, with some kept for the rest', () => {
    const november = start(limits).budget;
    // 30 days for 9,000 requests.
    expect(november.intervalFor(minute, 1)).toBe((30 * day) / 9_000);
    expect(november.status()?.stretchedToMs).toBe(288 * second);
    const late = start(limits, { at: Date.UTC(2026, 10, 30) }).budget;
    expect(late.intervalFor(minute, 1)).toBe(minute);
    expect(late.status()?.stretchedToMs).toBeNull();
  });

  test('asked for at its interval from start to end, never runs out and leaves little', async () => {
    const { clock, budget } = start(limits);
    const end = Date.UTC(2026, 11, 1);
    let asked = 0;
    for (let n = 0; n < 20_000; n += 1) {
      const wait = budget.intervalFor(minute, 1);
      clock.jump(wait);
      if (clock.now() >= end) break;
      expect(budget.waitFor(1, 'quotes')).toBe(0);
      budget.take(1, 'quotes');
      asked += 1;
    }
    expect(asked).toBeGreaterThan(9_800);
    expect(asked).toBeLessThanOrEqual(10_000);
  });

  test('that is used up gives nothing until the next begins, and then everything', () => {
    const used = { minute: [], month: { name: '2026-11', quotes: 9_990, extra: 9 } };
    const { clock, budget } = start(limits, { at: Date.UTC(2026, 10, 20), memory: used });
    expect(budget.waitFor(1, 'quotes')).toBe(0);
    budget.take(1, 'quotes');
    expect(budget.waitFor(1, 'quotes')).toBe(11 * day);
    expect(budget.intervalFor(minute, 1)).toBe(11 * day);
    expect(budget.status()?.perMonth).toEqual({ limit: 10_000, used: 10_000 });
    clock.jump(11 * day);
    expect(budget.waitFor(1, 'quotes')).toBe(0);
    expect(budget.status()?.perMonth).toEqual({ limit: 10_000, used: 0 });
  });

  test('gives no more than a tenth to anything but quotes', () => {
    const used = { minute: [], month: { name: '2026-11', quotes: 5, extra: 999 } };
    const { budget } = start(limits, { memory: used });
    expect(budget.waitFor(1, 'urgent')).toBe(0);
    budget.take(1, 'history');
    expect(budget.waitFor(1, 'urgent')).toBe(30 * day);
    expect(budget.waitFor(1, 'quotes')).toBe(0);
  });

  test('December ends with the year', () => {
    const used = { minute: [], month: { name: '2026-12', quotes: 10_000, extra: 0 } };
    const { budget } = start(limits, { at: Date.UTC(2026, 11, 31, 12), memory: used });
    expect(budget.waitFor(1, 'quotes')).toBe(day / 2);
  });
});

describe('a restart', () => {
  test('forgets neither the minute nor the month', async () => {
    const { clock, budget, reopen } = start(perMinute(5, { perMonth: 100 }));
    budget.take(3, 'quotes');
    await clock.advance(20 * second);
    budget.take(1, 'history');
    await clock.advance(10 * second);
    const again = reopen();
    expect(again.status()).toEqual({
      perMinute: { limit: 5, used: 4 },
      perMonth: { limit: 100, used: 4 },
      stretchedToMs: null,
    });
    expect(again.waitFor(2, 'quotes')).toBe(30 * second);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'a lot'],
    ['numbers that are none', { minute: [[1, -5, 'x']], month: null }],
    ['another month', { minute: [], month: { name: '2026-10', quotes: 9_999, extra: 0 } }],
  ])('after which %s was remembered begins with nothing used', (_name, memory) => {
    const { budget } = start(perMinute(5, { perMonth: 100 }), { memory });
    expect(budget.status()).toMatchObject({ perMinute: { used: 0 }, perMonth: { used: 0 } });
  });

  test('with a clock that was set back waits a minute, not a day', () => {
    const at = Date.UTC(2026, 10, 1);
    const { budget } = start(perMinute(5), { at, memory: { minute: [[at + day, 5, 0]], month: null } });
    expect(budget.waitFor(1, 'quotes')).toBe(minute);
  });

  test('what is remembered stays small', async () => {
    const { clock, budget, saved } = start(perMinute(1_200));
    for (let n = 0; n < 600; n += 1) {
      budget.take(2, 'history');
      await clock.advance(100);
    }
    expect(JSON.stringify(saved()).length).toBeLessThan(3_000);
  });
});

test('a source without limits may be asked without end', () => {
  const { budget, saved } = start(null);
  budget.take(1e9, 'history');
  budget.told(1e9);
  expect([budget.waitFor(1e9, 'history'), budget.intervalFor(second, 1e9)]).toEqual([0, second]);
  expect([budget.status(), saved()]).toEqual([null, undefined]);
});

test('what sources grant: Binance a fifth of 6,000, CoinGecko 5, or with a key 30 and 10,000 a month', () => {
  const { binance, coingecko, simulated } = usualLimits({ coingeckoKey: false });
  expect([binance, coingecko, simulated]).toEqual([
    { perMinute: 1_200, perMonth: null, ofAddress: 6_000 },
    { perMinute: 5, perMonth: null, ofAddress: null },
    null,
  ]);
  expect(usualLimits({ coingeckoKey: true }).coingecko).toEqual({
    perMinute: 30,
    perMonth: 10_000,
    ofAddress: null,
  });
});
