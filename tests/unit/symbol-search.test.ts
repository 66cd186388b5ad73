import { beforeAll, describe, expect, test } from 'vitest';
import { readQueries, recordedSymbols } from '../../bench/symbols.ts';
import { createSearchIndex, type SearchIndex } from '../../src-core/search/search-index.ts';
import { marketDataFolder, needsMarketData } from '../market-replay/market-data.ts';

const absent = marketDataFolder() === null;

describe.skipIf(absent)(`search over all recorded lists${absent ? ` (${needsMarketData})` : ''}`, () => {
  let index: SearchIndex;
  beforeAll(() => {
    index = createSearchIndex(recordedSymbols(), ['usd', 'eur', 'btc', 'usdt']);
  });
  const top = (text: string) => index.search(text, 3).map(({ symbol }) => `${symbol.source}:${symbol.key}`);

  test('more than 20,000 entries', () => {
    expect(index.size).toBeGreaterThan(20_000);
  });

  test.each([
    ['bitcoin', 'binance:BTCUSDT'],
    ['btc', 'binance:BTCUSDT'],
    ['btc usdt', 'binance:BTCUSDT'],
    ['btcusdt', 'binance:BTCUSDT'],
    ['BTC/USDT', 'binance:BTCUSDT'],
    ['ether', 'binance:ETHUSDT'],
    ['ethereum', 'binance:ETHUSDT'],
    ['ethbtc', 'binance:ETHBTC'],
    ['dogecon', 'binance:DOGEUSDT'],
    ['doge coin', 'coingecko:dogecoin'],
    ['bitcon', 'binance:BTCUSDT'],
    ['litcoin', 'binance:LTCUSDT'],
    ['chainlnk', 'binance:LINKUSDT'],
    ['polkdot', 'binance:DOTUSDT'],
    ['solana', 'binance:SOLUSDT'],
    ['shiba inu', 'coingecko:shiba-inu'],
    ['shibainu', 'coingecko:shiba-inu'],
    ['bitcoin cash', 'binance:BCHUSDT'],
    ['toncoin', 'coingecko:the-open-network'],
    ['hyperliqid', 'coingecko:hyperliquid'],
    ['1inch', 'binance:1INCHUSDT'],
    ['биткоин', 'binance:BTCUSDT'],
  ])('%s finds its pair in the top three', (text, id) => {
    expect(top(text)).toContain(id);
  });

  test('while the name of a large coin is typed it is there from the third letter on', () => {
    for (const [name, id] of [
      ['bitcoin', 'binance:BTCUSDT'],
      ['ethereum', 'binance:ETHUSDT'],
      ['dogecoin', 'binance:DOGEUSDT'],
      ['cardano', 'binance:ADAUSDT'],
    ] as const) {
      for (let end = 3; end <= name.length; end += 1)
        expect([name.slice(0, end), top(name.slice(0, end))]).toEqual([
          name.slice(0, end),
          expect.arrayContaining([id]),
        ]);
    }
  });

  test('a ticker of many coins shows several, each marked', () => {
    const hits = index.search('meow', 8);
    expect(hits.length).toBe(8);
    expect(hits.every(({ shared }) => shared)).toBe(true);
  });

  test('any text is answered, and none is answered with more than was asked for', () => {
    for (const text of readQueries()) expect(index.search(text, 8).length).toBeLessThanOrEqual(8);
  });
});
