import type { CoingeckoMarket } from './coingecko-format.ts';
import type { Answer, SeenRequest } from './loopback-server.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** `/ohlc` comes out of a cache of this age, `market_chart` of one day out of one of a minute. */
const ohlcCacheMs = 15 * minute;
const chartCacheMs = minute;
const ohlcDays = ['1', '7', '14', '30', '90', '180', '365', 'max'];
const charts = /^\/api\/v3\/coins\/([^/]+)\/(market_chart|ohlc)$/;

type Point = readonly [number, number];

/** `/coins/{id}/market_chart` and `/coins/{id}/ohlc`; null for any other path. */
export function chartRoute({ path, query }: SeenRequest, market: CoingeckoMarket): Answer | null {
  const [, name, chart] = charts.exec(path) ?? [];
  if (name === undefined) return null;
  const coin = decodeURIComponent(name);
  if (!market.coins().some(({ id }) => id === coin)) return refusal(404, 'coin not found');
  const rate = market.perDollar(query.get('vs_currency') ?? '');
  if (rate === undefined) return refusal(400, 'invalid vs_currency');
  const priceAt = (t: number) => {
    const price = market.priceAt(coin, t);
    // A price that nobody renewed for long is none of this time.
    return price === null || t - price.updatedAt > hour ? null : price.usd * rate;
  };
  const days = query.get('days') ?? '';
  if (chart === 'ohlc') {
    if (!ohlcDays.includes(days)) return refusal(400, 'Invalid days parameter');
    return { status: 200, body: JSON.stringify(ohlc(Number(days), market.now(), priceAt)) };
  }
  const prices = pointsOf(Number(days), market.now(), priceAt);
  const of = (value: number) => prices.map(([t]) => [t, value]);
  const body = JSON.stringify({ prices, market_caps: of(1e9), total_volumes: of(1e6) });
  return { status: 200, body };
}

function refusal(status: number, error: string): Answer {
  return { status, body: JSON.stringify({ error }) };
}

/** One price in each step, at a time of its own, and the newest one at the end. */
function pointsOf(days: number, now: number, priceAt: (t: number) => number | null): readonly Point[] {
  const stepMs = days <= 1 ? 5 * minute : days <= 90 ? hour : day;
  const cachedAt = Math.floor(now / chartCacheMs) * chartCacheMs;
  const times: number[] = [];
  for (let step = Math.ceil((now - days * day) / stepMs); step * stepMs < cachedAt; step += 1) {
    const t = step * stepMs + 1_000 + ((step * 7_919) % 40_000);
    if (t < cachedAt) times.push(t);
  }
  return [...times, cachedAt].flatMap((t) => {
    const price = priceAt(t);
    return price === null ? [] : [[t, price] as const];
  });
}

/** Rows by their close time, the one that ran when the cache was filled included. */
function ohlc(days: number, now: number, priceAt: (t: number) => number | null) {
  const bodyMs = days <= 2 ? 30 * minute : days <= 30 ? 4 * hour : 4 * day;
  const cachedAt = Math.floor(now / ohlcCacheMs) * ohlcCacheMs;
  const rows: (readonly number[])[] = [];
  for (let t = Math.floor((now - days * day) / bodyMs) * bodyMs; t < cachedAt; t += bodyMs) {
    const prices: number[] = [];
    for (let at = t; at < Math.min(t + bodyMs, cachedAt); at += bodyMs / 120) {
      const price = priceAt(at);
      if (price !== null) prices.push(price);
    }
    const [open] = prices;
    const close = prices.at(-1);
    if (open === undefined || close === undefined) continue;
    rows.push([t + bodyMs, open, Math.max(...prices), Math.min(...prices), close]);
  }
  return rows;
}
