import { expect, test } from 'vitest';
import { closestPairs, typingDistance } from './closest.ts';
import type { FeedSymbol } from './feed.ts';

function symbol(base: string, quote: string, trading = true): FeedSymbol {
  return { key: `${base}${quote}`, base, quote, name: '', tickSize: null, trading };
}
const labels = (base: string, quote: string, symbols: readonly FeedSymbol[]) =>
  closestPairs('binance', base, quote, symbols).map(({ label }) => label);

test.each([
  ['', '', 0],
  ['BTC', 'BTC', 0],
  ['BTCC', 'BTC', 1],
  ['BTC', 'BTCC', 1],
  ['BCT', 'BTC', 1],
  ['BTX', 'BTC', 1],
  ['DOGGE', 'DOGE', 1],
  ['ETHEREUM', 'ETH', 5],
  ['', 'ABC', 3],
])('from %s to %s are %i slips', (a, b, slips) => {
  expect(typingDistance(a, b)).toBe(slips);
});

test('at most five are offered, in the order in which people mean quotes', () => {
  const quotes = ['ZAR', 'EUR', 'ETH', 'BTC', 'FDUSD', 'USDC', 'USDT'];
  const symbols = quotes.map((quote) => symbol('SOL', quote));
  expect(labels('SOL', 'USD', symbols)).toEqual(['SOL/USDT', 'SOL/USDC', 'SOL/FDUSD', 'SOL/BTC', 'SOL/ETH']);
});

test('the pair the other way round comes first', () => {
  expect(labels('USDT', 'BTC', [symbol('USDT', 'TRY'), symbol('BTC', 'USDT')])).toEqual([
    'BTC/USDT',
    'USDT/TRY',
  ]);
});

test('pairs that do not trade are not offered', () => {
  expect(labels('SOL', 'USD', [symbol('SOL', 'USDT', false)])).toEqual([]);
});

test('of bases that look alike the one in more pairs comes first, each once and in the quote that was meant', () => {
  const symbols = [
    symbol('BTCB', 'USDT'),
    symbol('BTC', 'USDT'),
    symbol('BTC', 'EUR'),
    symbol('BTC', 'TRY'),
    symbol('ETH', 'EUR'),
  ];
  expect(labels('BTCC', 'EUR', symbols)).toEqual(['BTC/EUR', 'BTCB/USDT']);
  const fewer = [symbol('BTCA', 'USDT'), symbol('BTCX', 'USDT'), symbol('BTCX', 'BTC')];
  expect(labels('BTCC', 'EUR', fewer)).toEqual(['BTCX/USDT', 'BTCA/USDT']);
});

test('a short name forgives one slip and a single letter none', () => {
  const symbols = [
    symbol('BTC', 'USDT'),
    symbol('T', 'USDT'),
    symbol('DOGE', 'USDT'),
    symbol('POLKADOT', 'USDT'),
  ];
  expect(labels('XTX', 'USDT', symbols)).toEqual([]);
  expect(labels('Q', 'USDT', symbols)).toEqual([]);
  expect(labels('PLKADOTT', 'USDT', symbols)).toEqual(['POLKADOT/USDT']);
});
