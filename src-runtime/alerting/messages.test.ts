import { describe, expect, test } from 'vitest';
import type { Proof } from '../../src-core/alarm.ts';
import type { Pair } from '../../src-core/pair.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { formatTime } from '../../src-shared/words/time.ts';
import { testStart } from '../testing/fake-clock.ts';
import { messageOf } from './messages.ts';

const say = createHostWords();
const before = testStart - 15_000;
const now = testStart;
const bitcoin: Pair = { ...testPair('binance:BTCUSDT', 'BTC', 'USDT'), tickSize: 0.01 };

const targetUp: Proof = {
  condition: { kind: 'target', price: 60_000, direction: 'up' },
  direction: 'up',
  level: 60_000,
  reference: { t: before, price: 59_990 },
  proving: { price: 60_012.5, by: 'price' },
  before: { t: before, price: 59_990 },
  after: { t: now, price: 60_012.5 },
  source: 'binance',
  windowSeenFrom: null,
  range: null,
  via: null,
  missed: 0,
  cooldown: null,
};

function ring(id: string, proof: Proof = targetUp, pair = bitcoin): RingingView {
  const alarmId = id.slice(0, id.indexOf('#'));
  const who = { receivedAt: now, acknowledgedAt: null, acknowledgedBy: null, deliveries: [] };
  const how = { urgency: 'loud', note: '', rule: '', late: false, told: 'ring' } as const;
  const firing = { id, alarmId, pairId: pair.id, t: now, proof, ...how, ...who };
  return { kind: 'firing', id, pair, firing, softened: false };
}

/** A target of its own price, so that titles differ. */
const ringAt = (price: number) =>
  ring(`a${price}#1`, { ...targetUp, condition: { kind: 'target', price, direction: 'up' }, level: price });

const testAlarm: RingingView = { kind: 'test', id: 'test', startedAt: now };

describe('the notification of one firing', () => {
  test('says what happened, from which price to which, by which rule, and when it was seen', () => {
    expect(messageOf(say, [ring('a1#1')])).toEqual({
      title: 'BTC/USDT rose to 60,000',
      body: [
        '59,990.00 → 60,012.50',
        'Rule: reaches 60,000 from below',
        `Binance · seen ${formatTime(now)}, before that 59,990.00 at ${formatTime(before)}`,
      ].join('\n'),
    });
  });

  test('of a move starts from the price it is measured from, not from the one just before', () => {
    const { title, body } = messageOf(say, [
      ring('a1#1', {
        ...targetUp,
        condition: { kind: 'move', percent: 5, direction: 'any', over: { kind: 'since start' } },
        direction: 'down',
        level: 57_000,
        reference: { t: now - 3_600_000, price: 60_000 },
        proving: { price: 56_400, by: 'price' },
        before: { t: before, price: 57_100 },
        after: { t: now, price: 56_400 },
      }),
    ]);
    expect(title).toBe('BTC/USDT moved 6.00 % down');
    expect(body.split('\n')[0]).toBe('60,000.00 → 56,400.00');
  });

  test('of a touch between two looks shows the price that was touched, and that it is back', () => {
    const { body } = messageOf(say, [
      ring('a1#1', {
        ...targetUp,
        proving: { price: 60_020, by: 'high' },
        after: { t: now, price: 59_995 },
      }),
    ]);
    const [prices, , seen] = body.split('\n');
    expect(prices).toBe('59,990.00 → 60,020.00');
    expect(seen).toContain('touched 60,020.00 in between');
    expect(seen).toContain(`back at 59,995.00 by ${formatTime(now)}`);
  });

  test('of a tiny price shows its digits', () => {
    const shib = testPair('coingecko:shiba-inu/usd', 'SHIB', 'USD');
    const { title, body } = messageOf(say, [
      ring(
        'a1#1',
        {
          ...targetUp,
          condition: { kind: 'target', price: 0.00001234, direction: 'up' },
          level: 0.00001234,
          reference: { t: before, price: 0.00001233 },
          proving: { price: 0.0000124, by: 'price' },
          after: { t: now, price: 0.0000124 },
          source: 'coingecko',
        },
        shib,
      ),
    ]);
    expect(title).toBe('SHIB/USD rose to 0.00001234');
    expect(body).toMatch(/^0\.00001233 → 0\.00001240\nRule: /);
    expect(body).toContain('CoinGecko · seen');
  });

  test('is plain text: no marks of the interface, no key of the catalogue', () => {
    const { title, body } = messageOf(say, [ring('a1#1')]);
    expect(`${title}\n${body}`).not.toMatch(/<|&|\{\{|ring\.|proof\.|notification\./);
  });
});

test('the notification of the test alarm says that nothing happened to a price', () => {
  expect(messageOf(say, [testAlarm])).toEqual({
    title: 'Test alarm',
    body: 'This is how an alarm looks and sounds. Nothing happened to a price.',
  });
});

describe('the notification of several', () => {
  test('has a line each, the newest first', () => {
    expect(messageOf(say, [ringAt(1), testAlarm, ringAt(2)])).toEqual({
      title: '3 alarms ring',
      body: 'BTC/USDT rose to 2 · at 60,012.50\nTest alarm\nBTC/USDT rose to 1 · at 60,012.50',
    });
  });

  test.each([
    [2, ['2', '1'], null],
    [5, ['5', '4', '3', '2', '1'], null],
    [6, ['6', '5', '4', '3'], 2],
    [7, ['7', '6', '5', '4'], 3],
    [120, ['120', '119', '118', '117'], 116],
  ] as const)('of %i has five lines at most, and says how many more there are', (count, levels, more) => {
    const { title, body } = messageOf(
      say,
      Array.from({ length: count }, (_, index) => ringAt(index + 1)),
    );
    expect(title).toBe(`${count} alarms ring`);
    expect(body.split('\n')).toEqual([
      ...levels.map((level) => `BTC/USDT rose to ${level} · at 60,012.50`),
      ...(more === null ? [] : [`and ${more} more`]),
    ]);
  });
});
