import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { binanceRoute, decimal, type MiniRow } from '../feed-servers/binance-format.ts';

/** One request for quotes, in the order they came in. No two have the same price. */
export interface ServedTick {
  readonly price: number;
  /** Whether the answer held the pair that is watched throughout. */
  readonly watched: boolean;
  /** Whether the whole answer went out. */
  answered: boolean;
}

/** A market whose price crosses 100 with every request, and that remembers what it told. */
export interface KillServer {
  readonly url: string;
  readonly ticks: readonly ServedTick[];
  /** Told when a request for quotes comes in (before it is answered), and when its answer has gone out. */
  onTick: (moment: 'asked' | 'answered') => void;
  readonly close: () => Promise<void>;
}

export const watchedSymbol = 'BTCUSDT';
export const comingSymbol = 'ETHUSDT';

/** Between 97 and 99 or between 101 and 103, in turn; the last digits tell the number of the request. */
function priceOf(index: number): number {
  const away = 1 + ((index * 7) % 20) / 10;
  return Number((100 + (index % 2 === 0 ? -away : away) + index / 1_000_000).toFixed(8));
}

function rowOf(symbol: string, price: number): MiniRow {
  const text = decimal(price);
  const now = Date.now();
  return {
    symbol,
    openPrice: text,
    highPrice: text,
    lowPrice: text,
    lastPrice: text,
    openTime: now - 86_400_000,
    closeTime: now,
  };
}

function infoOf(symbol: string): unknown {
  return {
    symbol,
    status: 'TRADING',
    baseAsset: symbol.slice(0, -4),
    quoteAsset: 'USDT',
    filters: [{ filterType: 'PRICE_FILTER', tickSize: '0.00000100' }],
  };
}

/** Starts the market on 127.0.0.1, in Binance's format; it has no past. */
export async function startKillServer(): Promise<KillServer> {
  const ticks: ServedTick[] = [];
  const symbols = [watchedSymbol, comingSymbol];
  const route = binanceRoute({
    exchangeInfo: () => ({ symbols: symbols.map(infoOf) }),
    rows: () => symbols.map((symbol) => rowOf(symbol, ticks.at(-1)?.price ?? 100)),
    klines: () => [],
  });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isTick = pathname === '/api/v3/ticker/24hr';
    if (isTick) {
      const watched = searchParams.get('symbols')?.includes(watchedSymbol) ?? true;
      const tick: ServedTick = { price: priceOf(ticks.length), watched, answered: false };
      ticks.push(tick);
      made.onTick('asked');
      response.once('finish', () => {
        tick.answered = true;
        made.onTick('answered');
      });
    }
    const answer = route({
      path: pathname,
      query: searchParams,
      target: request.url ?? '/',
      headers: request.headers,
    });
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
    response.end(answer?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: KillServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ticks,
    onTick: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}
