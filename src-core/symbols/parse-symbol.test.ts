import { expect, test } from 'vitest';
import { parseSymbol } from './parse-symbol.ts';

test.each([
  ['BTC/FDUSD', 'BTC', 'FDUSD'],
  ['btc-usdt', 'BTC', 'USDT'],
  ['ethbtc', 'ETH', 'BTC'],
  [' btc usdt ', 'BTC', 'USDT'],
  ['BTC_USDC', 'BTC', 'USDC'],
  ['btc:eur', 'BTC', 'EUR'],
  ['USDTTRY', 'USDT', 'TRY'],
  ['1000SATSUSDT', '1000SATS', 'USDT'],
  ['这是测试币456USDT', '这是测试币456', 'USDT'],
])('reads %j as %s/%s', (text, base, quote) => {
  expect(parseSymbol(text)).toEqual({ base, quote });
});

// USD was once tried before BUSD, and BTCBUSD became the other coin BTCB.
test.each([
  ['BTCBUSD', 'BTC', 'BUSD'],
  ['BTCTUSD', 'BTC', 'TUSD'],
  ['BTCFDUSD', 'BTC', 'FDUSD'],
])('regression 2: the longest quote wins in %s', (text, base, quote) => {
  expect(parseSymbol(text)).toEqual({ base, quote });
});

test.each(['btc', 'USDT', 'dogecoin'])('%s names one asset only', (text) => {
  expect(parseSymbol(text)).toEqual({ base: text.toUpperCase(), quote: null });
});

test.each(['', '   ', '/', 'a/b/c', '<script>alert(1)</script>', 'x'.repeat(10_000), 'BTC\u0000USDT'])(
  'refuses %j',
  (text) => {
    expect(parseSymbol(text)).toBeNull();
  },
);
