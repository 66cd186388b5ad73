import type { EpochMs } from '../src-core/pair.ts';
import type { FeedError } from './feed.ts';

/** Binance bans for up to three days (its REST docs, "IP limits"); what asks for much more is a broken header. */
const longestRetryAfterMs = 7 * 86_400_000;

/**
 * What a `Retry-After` header asks for, in ms from `at` (the answer's own `Date`, so that a wrong local clock does
 * not matter). Both forms of RFC 9110 count: seconds, or an HTTP date. Missing, unreadable or absurd: undefined, so
 * that the caller's own backoff decides.
 */
export function readRetryAfter(header: string | null, at: EpochMs): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : readHttpDate(text) - at;
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

/**
 * What an HTTP status says where the source has not said it better in its body. `label` names the request without
 * its query.
 */
export function errorOfStatus(status: number, retryAfterMs: number | undefined, label: string): FeedError {
  const detail = `${label}: HTTP ${status}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  // 418 is Binance's "you went on after 429 and are banned for a while".
  if (status === 429 || status === 418) return { kind: 'rate-limited', retryable: true, ...wait, detail };
  // 451 is a block by country: the same request from the same place is never answered.
  if (status === 451) return { kind: 'blocked', retryable: false, detail };
  // 403 comes from a web application firewall, which lets the same address through again after a while.
  if (status === 403) return { kind: 'blocked', retryable: true, ...wait, detail };
  // 401 means a key that the source does not know; it stays wrong until somebody changes it.
  if (status === 401) return { kind: 'blocked', retryable: false, detail };
  if (status >= 500 || status === 408) return { kind: 'server', retryable: true, ...wait, detail };
  // 400 judges the request itself. Other answers may come from something in between, so they are tried again.
  return { kind: 'bad-response', retryable: status !== 400, ...wait, detail };
}

const redirected = 'redirected';
/** Node's, axios' and zlib's codes. */
const notHttp = /^(ERR_BAD_RESPONSE|ERR_FR_|HPE_|Z_|ERR_BROTLI|ERR__|ERR_STREAM_PREMATURE_CLOSE|redirected$)/;
/** Chromium's (net/base/net_error_list.h, -300 to -399), as far as they judge an answer and not the way to it. */
const notHttpInChromium =
  /^net::ERR_(INVALID_(REDIRECT|RESPONSE|HTTP_RESPONSE|CHUNKED)|UNSAFE_REDIRECT|TOO_MANY_REDIRECTS|RESPONSE_|CONTENT_|INCOMPLETE_|ENCODING_|HTTP2_(PROTOCOL|COMPRESSION|FRAME|FLOW))/;

/**
 * What a failure without a complete answer means: an answer that could not be read (too large, no HTTP, broken
 * compression, a redirect that was refused) is `bad-response`; everything else (DNS, TLS, refused, reset) `offline`.
 * Only the error's code is told, since its message may hold the address with its query.
 */
export function errorOfTransport(code: string, label: string): FeedError {
  const kind = notHttp.test(code) || notHttpInChromium.test(code) ? 'bad-response' : 'offline';
  return { kind, retryable: true, detail: `${label}: ${code}` };
}

/**
 * The code of what a fetch function has thrown: Chromium's out of the message (`net::ERR_NAME_NOT_RESOLVED`), or
 * Node's out of the innermost cause that has one (`ENOTFOUND`), `redirected` for a redirect that was refused,
 * `unknown` for the rest. Never the message itself, see above.
 */
export function codeOf(error: unknown): string {
  const chain = causesOf(error);
  const messages = chain.map(({ message }) => message);
  for (const message of messages) {
    const [code] = /net::ERR_[A-Z0-9_]+/.exec(message) ?? [];
    if (code !== undefined) return code;
  }
  // Electron: "Attempted to redirect, but redirect policy was 'error'"; Node: "unexpected redirect".
  if (messages.some((message) => /\bredirect/i.test(message))) return redirected;
  return chain.findLast(({ code }) => code !== null)?.code ?? 'unknown';
}

interface Cause {
  readonly message: string;
  readonly code: string | null;
}

/** The error and what caused it, outermost first. */
function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let next = error; next instanceof Error && causes.length < 5; next = next.cause) {
    const code = 'code' in next && typeof next.code === 'string' ? next.code : '';
    causes.push({ message: next.message, code: /^[A-Z][A-Z0-9_]+$/.test(code) ? code : null });
  }
  return causes;
}
