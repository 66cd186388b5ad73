import { describe, expect, test } from 'vitest';
import type { SearchedSymbol } from './searched-symbol.ts';
import { createSearchIndex } from './search-index.ts';

const traded = (base: string, ...quotes: string[]): SearchedSymbol[] =>
  quotes.map((quote) => ({
    source: 'binance',
    key: `${base}${quote}`,
    base,
    quote,
    name: '',
    rank: null,
  }));
const coin = (key: string, base: string, name: string, rank: number | null = null): SearchedSymbol => ({
  source: 'coingecko',
  key,
  base,
  quote: null,
  name,
  rank,
});

const symbols = [
  ...traded('BTC', 'EUR', 'USDT', 'FDUSD'),
  ...traded('ETH', 'BTC', 'USDT'),
  ...traded('DOGE', 'USDT'),
  ...traded('1INCH', 'USDT'),
  ...traded('MEME', 'USDT'),
  coin('bitcoin', 'btc', 'Bitcoin', 1),
  coin('batcat', 'btc', 'batcat'),
  coin('ethereum', 'eth', 'Ethereum', 2),
  coin('tether', 'usdt', 'Tether', 3),
  coin('dogecoin', 'doge', 'Dogecoin', 9),
  coin('dogecone', 'dcone', 'DogeCone'),
  coin('bitcoin-cash', 'bch', 'Bitcoin Cash', 27),
  coin('shiba-inu', 'shib', 'Shiba Inu', 22),
  coin('meme-1', 'meme', 'Meme One'),
  coin('meme-2', 'meme', 'Meme Two'),
  coin('inch', '1inch', '1inch'),
  coin('clown', '🤡', '🤡'),
  coin('cafe', 'cafe', 'Café Society'),
];
const index = createSearchIndex(symbols, ['usd', 'eur', 'usdt']);
const keys = (text: string, limit = 3) => index.search(text, limit).map(({ symbol }) => symbol.key);

describe('what is typed finds what is meant', () => {
  test.each([
    ['btc', 'BTCUSDT'],
    ['BTC/USDT', 'BTCUSDT'],
    ['btcusdt', 'BTCUSDT'],
    ['btc usdt', 'BTCUSDT'],
    ['btc-usdt', 'BTCUSDT'],
    ['btc_usdt', 'BTCUSDT'],
    ['  Btc  Usdt ', 'BTCUSDT'],
    ['btcfdusd', 'BTCFDUSD'],
    ['btc fd', 'BTCFDUSD'],
    ['btc eur', 'BTCEUR'],
    ['bitcoin', 'BTCUSDT'],
    ['bitcoin eur', 'BTCEUR'],
    ['bitcoineur', 'BTCEUR'],
    ['ethbtc', 'ETHBTC'],
    ['eth/btc', 'ETHBTC'],
    ['ether', 'ETHUSDT'],
    ['эфир', 'ETHUSDT'],
    ['биткойн', 'BTCUSDT'],
    ['dogecon', 'DOGEUSDT'],
    ['dgoecoin', 'DOGEUSDT'],
    ['dogecoinn', 'DOGEUSDT'],
    ['bitcon', 'BTCUSDT'],
    ['bitcoin cash', 'bitcoin-cash'],
    ['cash bitcoin', 'bitcoin-cash'],
    ['bitcoin c', 'bitcoin-cash'],
    ['shiba inu', 'shiba-inu'],
    ['shibainu', 'shiba-inu'],
    ['shiba-inu', 'shiba-inu'],
    ['1inch', '1INCHUSDT'],
    ['🤡', 'clown'],
    ['cafe soc', 'cafe'],
    ['café', 'cafe'],
    ['ＢＴＣ', 'BTCUSDT'],
  ])('%s', (text, key) => {
    expect(keys(text)[0]).toBe(key);
  });

  test('what fits nothing finds nothing', () => {
    for (const text of ['zzzzqqqq', 'btc ethereum', '%%%', 'x'.repeat(100)]) expect(keys(text)).toEqual([]);
  });

  test('the largest comes first where nothing is typed', () => {
    expect(index.search(' ', 4).map(({ symbol }) => symbol.key)).toEqual([
      'BTCUSDT',
      'ETHUSDT',
      'DOGEUSDT',
      'tether',
    ]);
  });

  test('a quote that the exchange does not have still offers what it has', () => {
    expect(keys('doge gbp')).toEqual([]);
    expect(index.search('doge eur', 2).map(({ symbol, quote }) => [symbol.key, quote])).toEqual([
      ['dogecoin', 'eur'],
      ['DOGEUSDT', 'eur'],
    ]);
  });
});

describe('nothing is chosen for the user', () => {
  test('all coins of a ticker are found, and each says that it is not the only one', () => {
    const hits = index.search('btc', 10).filter(({ symbol }) => symbol.quote === null);
    expect(hits.map(({ symbol, shared }) => [symbol.key, shared])).toEqual([
      ['bitcoin', true],
      ['batcat', true],
    ]);
    expect(index.search('ethereum', 10).every(({ shared }) => !shared)).toBe(true);
  });

  test('a pair of an exchange is named after the coin that is surely meant, and has no name where none is', () => {
    const named = (text: string) => index.search(text, 1)[0];
    expect(named('btcusdt')).toMatchObject({ name: 'Bitcoin', rank: 1 });
    expect(named('1inchusdt')).toMatchObject({ name: '1inch', rank: null });
    expect(named('memeusdt')).toMatchObject({ name: '', rank: null, symbol: { key: 'MEMEUSDT' } });
    expect(index.nameOf('binance', 'BTC')).toBe('Bitcoin');
    expect(index.nameOf('binance', 'MEME')).toBe('');
    expect(index.nameOf('simulated', 'BTC')).toBe('');
  });

  test('of two large coins with one ticker neither lends its name, unless one is far larger', () => {
    const name = (second: number) =>
      createSearchIndex([
        ...traded('ABC', 'USDT'),
        coin('a', 'abc', 'First', 10),
        coin('b', 'abc', 'Second', second),
      ]).nameOf('binance', 'ABC');
    expect(name(30)).toBe('');
    expect(name(200)).toBe('First');
  });

  test('without any list of coins the well-known have their names, and no rank', () => {
    const alone = createSearchIndex(traded('ETH', 'USDT'));
    expect(alone.search('ethereum', 1)[0]).toMatchObject({ name: 'Ethereum', rank: null });
  });
});
