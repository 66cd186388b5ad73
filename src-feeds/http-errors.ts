import type { EpochMs } from '../src-core/pair.ts';
import type { FeedError } from './feed.ts';

/** Binance bans for up to three days (its REST docs, "IP limits"); what asks for much more is a broken header. */
const longestRetryAfterMs = 7 * 86_400_000;

/** An answer that cannot be used, before anybody has said what it means. */
export interface Refused {
  readonly status: number;
  readonly body: string;
  /** The answer's own `Date` in epoch ms, local time where it had none. */
  readonly at: EpochMs;
  /** What `Retry-After` asks for, in ms. */
  readonly retryAfterMs: number | undefined;
  /** Names the request without its query. */
  readonly label: string;
}

/**
 * What a `Retry-After` header asks for, in ms from `at` (the answer's own `Date`, so that a wrong local clock does
 * not matter). Both forms of RFC 9110 count: seconds, or an HTTP date. Missing, unreadable or absurd: undefined, so
 * that the caller's own backoff decides.
 */
export function readRetryAfter(header: string | null, at: EpochMs): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  return waitUntil(/^\d+(\.\d+)?$/.test(text) ? at + Number(text) * 1_000 : readHttpDate(text), at);
}

/** How long it is from `at` until a time that a source has named, in ms; undefined where that is absurd. */
export function waitUntil(time: EpochMs, at: EpochMs): number | undefined {
  const ms = time - at;
  if (!Number.isFinite(ms) || ms > longestRetryAfterMs) return undefined;
  return Math.max(0, Math.ceil(ms));
}

/** Only texts that begin with the name of a weekday are HTTP dates; `Date.parse` alone reads `-5` as a year. */
function readHttpDate(text: string): number {
  return /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
}

/** The `Date` header as epoch ms, null where it is missing or unreadable. */
export function readServerDate(header: string | null): EpochMs | null {
  const ms = header === null ? Number.NaN : readHttpDate(header.trim());
  return Number.isFinite(ms) ? ms : null;
}

/** Whether a body is a page for people, not data. */
export function isWebPage(body: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml)\b/i.test(body.slice(0, 500));
}

type Meaning = Pick<FeedError, 'kind' | 'cause' | 'retryable'>;

const meanings: Readonly<Record<number, Meaning>> = {
  400: { kind: 'bad-response', cause: 'bad-request', retryable: false },
  // A key that the source does not know stays wrong until somebody changes it.
  401: { kind: 'blocked', cause: 'key-refused', retryable: false },
  // From a web application firewall, which lets the same address through again after a while.
  403: { kind: 'blocked', cause: 'firewall', retryable: true },
  // Something in between may have answered for a base URL that is right.
  404: { kind: 'bad-response', cause: 'not-found', retryable: true },
  407: { kind: 'bad-response', cause: 'proxy', retryable: true },
  408: { kind: 'server', cause: 'time-out', retryable: true },
  // Binance's "you went on after 429 and are banned for a while".
  418: { kind: 'rate-limited', cause: 'banned', retryable: true },
  429: { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  // A block by country: the same request from the same place is never answered.
  451: { kind: 'blocked', cause: 'blocked-in-country', retryable: false },
  // RFC 6585: "Network Authentication Required", the sign-in of a network.
  511: { kind: 'server', cause: 'web-page', retryable: true },
};

function meaningOf(status: number): Meaning {
  const known = meanings[status];
  if (known !== undefined) return known;
  if (status >= 500) return { kind: 'server', cause: 'server', retryable: true };
  if (status >= 400) return { kind: 'bad-response', cause: 'bad-request', retryable: true };
  if (status >= 300) return { kind: 'bad-response', cause: 'redirected', retryable: true };
  return { kind: 'bad-response', cause: 'malformed', retryable: true };
}

/** What an HTTP status says where the source has not said it better in its body. */
export function errorOfStatus({ status, retryAfterMs, label }: Refused): FeedError {
  const detail = `${label}: HTTP ${status}`;
  return { ...meaningOf(status), ...(retryAfterMs !== undefined && { retryAfterMs }), detail };
}
