import type { Pair } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import type { FeedError, FeedSymbol, Quotes, RunningCandle } from '../../src-feeds/feed.ts';
import { failureCauses } from '../../src-shared/contract/causes.ts';

const kinds: readonly string[] = [
  'offline',
  'rate-limited',
  'blocked',
  'unknown-symbol',
  'bad-response',
  'server',
] satisfies FeedError['kind'][];
const weekMs = 7 * 86_400_000;
const isPrice = (value: number) => Number.isFinite(value) && value > 0;
const isPriceOrNull = (value: number | null) => value === null || isPrice(value);

/** What is wrong with an error; nothing where it keeps its promises. */
export function errorFaults(error: FeedError): readonly string[] {
  const faults: string[] = [];
  if (!kinds.includes(error.kind)) faults.push(`kind ${error.kind}`);
  if (!failureCauses.includes(error.cause)) faults.push(`cause ${error.cause}`);
  if (typeof error.retryable !== 'boolean') faults.push('retryable');
  const wait = error.retryAfterMs ?? 0;
  if (!(wait >= 0 && wait <= weekMs)) faults.push(`retryAfterMs ${wait}`);
  if (!/^GET \/api\/v3\/[\w/{}]+: [^?]{1,200}$/.test(error.detail)) faults.push(`detail ${error.detail}`);
  return faults;
}

export function quoteFaults(value: unknown, pairs: readonly Pair[]): readonly string[] {
  const { quotes, missing } = value as Quotes;
  const faults: string[] = [];
  const answered = [...quotes.map(({ pairId }) => pairId), ...missing].toSorted();
  const asked = [...new Set(pairs.map(({ id }) => id))].toSorted();
  if (answered.join(' ') !== asked.join(' ')) faults.push(`answered ${answered.join(' ')}`);
  for (const quote of quotes) {
    if (!isPrice(quote.price)) faults.push(`price ${quote.price}`);
    if (quote.t !== null && !(isPrice(quote.t) && quote.t < 8.64e15)) faults.push(`t ${quote.t}`);
    if (quote.change24h !== null && !Number.isFinite(quote.change24h))
      faults.push(`change ${quote.change24h}`);
    if (!isPriceOrNull(quote.high24h)) faults.push(`high ${quote.high24h}`);
    if (!isPriceOrNull(quote.low24h)) faults.push(`low ${quote.low24h}`);
  }
  return faults;
}

function faultsOf(candle: Candle, intervalMs: number): readonly string[] {
  const { open, high, low, close, openTime } = candle;
  const ordered = low <= Math.min(open, close) && high >= Math.max(open, close);
  if (![open, high, low, close].every(isPrice) || !ordered) return [`candle ${JSON.stringify(candle)}`];
  return candle.intervalMs === intervalMs && openTime % intervalMs === 0 ? [] : [`openTime ${openTime}`];
}

export function candleFaults(
  value: unknown,
  { intervalMs, from, to }: { readonly intervalMs: number; readonly from: number; readonly to: number },
): readonly string[] {
  const candles = value as readonly Candle[];
  const faults = candles.flatMap((candle) => faultsOf(candle, intervalMs));
  const opens = candles.map(({ openTime }) => openTime);
  if (opens.some((open, index) => index > 0 && open <= (opens[index - 1] ?? 0))) faults.push('order');
  if (opens.some((open) => open < from || open + intervalMs > to)) faults.push('outside');
  return faults;
}

export function runningFaults(value: unknown): readonly string[] {
  const { running, closed } = value as RunningCandle;
  const faults = [running, closed].flatMap((candle) => (candle === null ? [] : faultsOf(candle, 60_000)));
  if (running !== null && closed !== null && closed.openTime >= running.openTime) faults.push('order');
  return faults;
}

export function symbolFaults(value: unknown): readonly string[] {
  const symbols = value as readonly FeedSymbol[];
  if (symbols.length === 0) return ['no symbols'];
  return symbols.flatMap(({ key, base, quote, tickSize }) => {
    const good = key !== '' && typeof base === 'string' && quote !== '' && isPriceOrNull(tickSize);
    return good ? [] : [`symbol ${key}`];
  });
}
