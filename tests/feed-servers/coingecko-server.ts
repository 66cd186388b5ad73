import { type CoinPrice, coingeckoRoute, type ListedCoin } from './coingecko-format.ts';
import {
  type Answer,
  type LoopbackServer,
  type SeenRequest,
  startLoopbackServer,
} from './loopback-server.ts';

export interface CoingeckoServerSettings {
  readonly now: () => number;
  readonly coins: readonly ListedCoin[];
  /** By coin id; a coin without an entry is left out of answers, as an unknown id is. */
  readonly prices: Readonly<Record<string, CoinPrice>>;
  /** Answers of the test's own, asked first; null falls back to the format. */
  readonly route?: (request: SeenRequest) => Answer | null;
}

export interface CoingeckoServer extends LoopbackServer {
  /** Changes the prices from now on. */
  readonly serve: (prices: Readonly<Record<string, CoinPrice>>) => void;
}

const perDollar: Readonly<Record<string, number>> = {
  usd: 1,
  eur: 0.9,
  gbp: 0.8,
  jpy: 150,
  try: 34,
  brl: 5.7,
};

/** A local server that speaks CoinGecko's format. */
export async function startCoingeckoServer(settings: CoingeckoServerSettings): Promise<CoingeckoServer> {
  let { prices } = settings;
  const format = coingeckoRoute({
    coins: () => settings.coins,
    priceAt: (id) => prices[id] ?? null,
    perDollar: (currency) => perDollar[currency],
    now: settings.now,
  });
  const server = await startLoopbackServer({
    now: settings.now,
    route: (request) => settings.route?.(request) ?? format(request),
  });
  return {
    ...server,
    serve: (next) => {
      prices = next;
    },
  };
}
