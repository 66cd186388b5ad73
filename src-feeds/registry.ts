import type { EpochMs, SourceId } from '../src-core/pair.ts';
import { binanceRest, createBinanceFeed } from './binance.ts';
import { coingeckoRest, createCoingeckoFeed } from './coingecko.ts';
import type { Feed } from './feed.ts';
import type { Fetch } from './http/over-fetch.ts';
import { createSimulatedFeed } from './simulated.ts';

export interface FeedSettings {
  readonly now: () => EpochMs;
  /** Base URL, default https://data-api.binance.vision. */
  readonly binanceRest?: string | undefined;
  /** Base URL without `/api/v3`, default https://api.coingecko.com. */
  readonly coingeckoRest?: string | undefined;
  /** Demo key of CoinGecko; a function is asked for each request. */
  readonly coingeckoKey?: string | (() => string | null) | undefined;
  /** Seed of the simulated market, default 1. */
  readonly seed?: number | undefined;
  /** For every request, default 10,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * What requests go through, Electron's `net.fetch` for example; every redirect is refused then. Default: Node's
   * http, with a proxy from HTTPS_PROXY or HTTP_PROXY.
   */
  readonly fetch?: Fetch | undefined;
}

export type Feeds = Readonly<Record<SourceId, Feed>>;

/** Adding a source is one entry here: see docs/adding-a-feed.md. */
const factories: Readonly<Record<SourceId, (settings: FeedSettings) => Feed>> = {
  binance: ({ now, timeoutMs, fetch, binanceRest: baseUrl = binanceRest }) =>
    createBinanceFeed({ baseUrl, now, timeoutMs, fetch }),
  coingecko: ({ now, timeoutMs, fetch, coingeckoRest: baseUrl = coingeckoRest, coingeckoKey = null }) =>
    createCoingeckoFeed({ baseUrl, key: coingeckoKey, now, timeoutMs, fetch }),
  simulated: ({ now, seed = 1 }) => createSimulatedFeed({ now, seed }),
};

/** One feed per source. No request is made before the first call. Throws a TypeError where a base URL is none. */
export function createFeeds(settings: FeedSettings): Feeds {
  return {
    binance: factories.binance(settings),
    coingecko: factories.coingecko(settings),
    simulated: factories.simulated(settings),
  };
}
