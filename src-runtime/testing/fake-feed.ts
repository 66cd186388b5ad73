import type { Pair, PairId, SourceId } from '../../src-core/pair.ts';
import type { Candle } from '../../src-core/sample.ts';
import type {
  Feed,
  FeedError,
  FeedErrorKind,
  FeedRequest,
  FeedResult,
  FeedSymbol,
  Quote,
  Quotes,
  RunningCandle,
} from '../../src-feeds/feed.ts';
import type { Feeds } from '../../src-feeds/registry.ts';
import { resolveFromSymbols } from '../../src-feeds/resolve-symbol.ts';
import { answered, failed } from '../../src-feeds/result.ts';

type QuotesAnswer = (pairs: readonly Pair[], signal: AbortSignal) => Promise<FeedResult<Quotes>>;

/** A request that stays open until the test answers it. */
export interface HeldRequest {
  /** Answers as the feed would answer now. */
  readonly release: () => void;
  readonly fail: (kind: FeedErrorKind, more?: Partial<FeedError>) => void;
  readonly throws: (error: Error) => void;
}

export interface CandlesAsked {
  readonly pair: PairId;
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
}

/** A price source that says what a test tells it to say. */
export interface FakeFeed extends Feed {
  /** Pair ids of each request for quotes, oldest first. */
  readonly asked: PairId[][];
  /** Requests for candles, oldest first. */
  readonly candlesAsked: CandlesAsked[];
  /** Pairs whose running candle was asked for, oldest first. */
  readonly runningAsked: PairId[];
  /** What `runningCandle` answers from now on; nothing was traded before that. */
  readonly serveRunning: (answer: (pair: PairId) => RunningCandle) => void;
  /** What a request costs from now on; 1 before. */
  readonly weigh: (weightOf: (request: FeedRequest) => number) => void;
  /** What the source says the address has used. */
  readonly tellUsed: (used: number | null) => void;
  /** How often the symbol list was asked for. */
  readonly symbolsAsked: () => number;
  /** The signal of the last request for quotes. */
  readonly signal: () => AbortSignal | null;
  readonly price: (pair: PairId, price: number | null, more?: Partial<Quote>) => void;
  /** From now on every request fails so; null for good answers again. */
  readonly failWith: (kind: FeedErrorKind | null, more?: Partial<FeedError>) => void;
  /** From now on every request throws, as a feed with a bug does; null for good answers again. */
  readonly throwAlways: (error: Error | null) => void;
  /** The next request for quotes stays open; `deaf`: also when it is abandoned. */
  readonly hold: (deaf?: 'deaf') => HeldRequest;
  /** What `candles` answers from now on. */
  readonly serveCandles: (
    answer: (
      pair: PairId,
      from: number,
      to: number,
      intervalMs: number,
    ) => Promise<FeedResult<readonly Candle[]>>,
  ) => void;
  /** The `Date` header of answers. */
  readonly serverDate: (date: () => number | null) => void;
  readonly mostRunning: () => number;
}

export interface FakeFeedSettings {
  readonly id?: SourceId;
  readonly name?: string;
  readonly ownIntervalMs?: number | null;
  readonly candleIntervalsMs?: readonly number[];
  readonly candleReachMs?: Readonly<Record<number, number>>;
  readonly pointCandles?: boolean;
  readonly symbols?: readonly FeedSymbol[];
}

export function symbolOf(base: string, quote: string, more: Partial<FeedSymbol> = {}): FeedSymbol {
  return { key: `${base}${quote}`, base, quote, name: '', tickSize: null, trading: true, ...more };
}

const usualSymbols = ['BTC', 'ETH', 'DOGE', 'SOL'].map((base) => symbolOf(base, 'USDT'));

const usualCauses: Readonly<Record<FeedErrorKind, FeedError['cause']>> = {
  offline: 'offline',
  'rate-limited': 'rate-limited',
  blocked: 'blocked-in-country',
  'unknown-symbol': 'unknown-symbol',
  'bad-response': 'malformed',
  server: 'server',
};

export function feedError(kind: FeedErrorKind, more: Partial<FeedError> = {}): FeedError {
  return {
    kind,
    cause: usualCauses[kind],
    retryable: kind !== 'blocked',
    detail: `test: ${kind}`,
    ...more,
  };
}

export function createFakeFeed(settings: FakeFeedSettings = {}): FakeFeed {
  const { id = 'binance', name = 'Binance', ownIntervalMs = null } = settings;
  const {
    candleIntervalsMs = [60_000],
    candleReachMs = {},
    pointCandles = false,
    symbols = usualSymbols,
  } = settings;
  const prices = new Map<PairId, Omit<Quote, 'pairId'>>();
  const asked: PairId[][] = [];
  const runningAsked: PairId[] = [];
  const candlesAsked: CandlesAsked[] = [];
  const held: QuotesAnswer[] = [];
  let failure: FeedError | null = null;
  let thrown: Error | null = null;
  let lastSignal: AbortSignal | null = null;
  let symbolsAsked = 0;
  let running = 0;
  let mostRunning = 0;
  let serverDate: () => number | null = () => null;
  let running1m: (pair: PairId) => RunningCandle = () => ({ running: null, closed: null });
  let weightOf: (request: FeedRequest) => number = () => 1;
  let used: number | null = null;
  let candles: Parameters<FakeFeed['serveCandles']>[0] = async () => answered([], null);

  const good: QuotesAnswer = async (pairs) => {
    if (thrown !== null) throw thrown;
    if (failure !== null) return failed(failure, serverDate());
    const quotes: Quote[] = [];
    const missing: PairId[] = [];
    for (const pair of pairs) {
      const quote = prices.get(pair.id);
      if (quote === undefined) missing.push(pair.id);
      else quotes.push({ pairId: pair.id, ...quote });
    }
    return answered({ quotes, missing }, serverDate());
  };

  return {
    id,
    name,
    ownIntervalMs,
    capabilities: { candleIntervalsMs, candleReachMs, pointCandles, runningCandle: true },
    async quotes(pairs, signal) {
      asked.push(pairs.map((pair) => pair.id));
      lastSignal = signal;
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      try {
        return await (held.shift() ?? good)(pairs, signal);
      } finally {
        running -= 1;
      }
    },
    async candles(pair, intervalMs, from, to) {
      candlesAsked.push({ pair: pair.id, from, to, intervalMs });
      return candles(pair.id, from, to, intervalMs);
    },
    async runningCandle(pair) {
      runningAsked.push(pair.id);
      return failure === null ? answered(running1m(pair.id), serverDate()) : failed(failure, serverDate());
    },
    async symbols() {
      symbolsAsked += 1;
      return failure === null ? answered(symbols, null) : failed(failure, null);
    },
    resolve: async (query, list) => answered(resolveFromSymbols(id, query, list), null),
    weightOf: (request) => weightOf(request),
    usedWeight: () => used,
    asked,
    candlesAsked,
    runningAsked,
    serveRunning(answer) {
      running1m = answer;
    },
    weigh(next) {
      weightOf = next;
    },
    tellUsed(told) {
      used = told;
    },
    symbolsAsked: () => symbolsAsked,
    signal: () => lastSignal,
    price(pair, price, more = {}) {
      if (price === null) prices.delete(pair);
      else prices.set(pair, { price, t: null, change24h: null, high24h: null, low24h: null, ...more });
    },
    failWith(kind, more) {
      failure = kind === null ? null : feedError(kind, more);
    },
    throwAlways(error) {
      thrown = error;
    },
    hold(deaf) {
      let settle: (answer: () => Promise<FeedResult<Quotes>>) => void = () => {};
      const gate = new Promise<() => Promise<FeedResult<Quotes>>>((resolve) => {
        settle = resolve;
      });
      let ask = { pairs: [] as readonly Pair[], signal: new AbortController().signal };
      held.push(async (pairs, signal) => {
        ask = { pairs, signal };
        // Every feed obeys its signal, sooner or later.
        const obey = () => settle(async () => failed(feedError('offline'), null));
        if (deaf === undefined) signal.addEventListener('abort', obey);
        return (await gate)();
      });
      return {
        release: () => settle(() => good(ask.pairs, ask.signal)),
        fail: (kind, more) => settle(async () => failed(feedError(kind, more), serverDate())),
        throws: (error) => settle(() => Promise.reject(error)),
      };
    },
    serveCandles(answer) {
      candles = answer;
    },
    serverDate(date) {
      serverDate = date;
    },
    mostRunning: () => mostRunning,
  };
}

/** A feed for every source; those not named answer nothing. */
export function feedsWith(feed: FakeFeed, ...others: readonly FakeFeed[]): Feeds {
  const all = [feed, ...others];
  const of = (id: SourceId) =>
    all.find((one) => one.id === id) ?? createFakeFeed({ id, name: id, symbols: [] });
  return { binance: of('binance'), coingecko: of('coingecko'), simulated: of('simulated') };
}
