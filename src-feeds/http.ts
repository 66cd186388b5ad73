import * as z from 'zod/mini';
import type { EpochMs } from '../src-core/pair.ts';
import type { FeedError, FeedResult } from './feed.ts';
import { createFetchTransport, type Fetch } from './http/over-fetch.ts';
import { createHttpTransport } from './http/over-http.ts';
import type { Answer, ReadHeader, Transport } from './http/transport.ts';
import { errorOfStatus, isWebPage, type Refused, readRetryAfter, readServerDate } from './http-errors.ts';
import { answered, failed } from './result.ts';

/** Binance's own server gives up after 10 s (code -1007), so waiting longer never helps. */
export const defaultTimeoutMs = 10_000;

type Headers = Readonly<Record<string, string>>;

export interface HttpSettings {
  /** Scheme, host and perhaps a path prefix: `https://api.coingecko.com`. */
  readonly baseUrl: string;
  /** Local time, only for a `Retry-After` date in an answer without `Date`. */
  readonly now: () => EpochMs;
  /** From the first byte out to the last byte in, in ms; default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** A function is asked for each request: a key may be set while the app runs. */
  readonly headers?: Headers | (() => Headers);
  /**
   * What requests go through, Electron's `net.fetch` for example: its proxy settings and certificates count then, and
   * every redirect is refused. Default: Node's http, with a proxy from the environment.
   */
  readonly fetch?: Fetch | undefined;
  /** Sees the headers of every answer, failures included. */
  readonly onAnswer?: (header: ReadHeader) => void;
  /**
   * What the source says in the body of an answer that cannot be used, one with status 200 and another shape than
   * wanted included; null leaves it to the status.
   */
  readonly explain?: (refused: Refused) => FeedError | null;
}

export interface HttpRequest<T> {
  /** Path below the base URL, without query; it is what errors are labelled with, unless `label` says otherwise. */
  readonly path: string;
  /** For a path that tells what somebody watches: the same with a word in place of it. */
  readonly label?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly schema: z.core.$ZodType<T>;
  readonly signal: AbortSignal;
}

export interface HttpClient {
  /**
   * One GET, its body parsed as JSON and checked. Every failure is a value; a cancelled call is `offline` with the
   * detail `cancelled`. Throws only on bugs.
   */
  readonly get: <T>(request: HttpRequest<T>) => Promise<FeedResult<T>>;
}

/** A client for one source. Throws a TypeError where the base URL is none. */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const base = checkBaseUrl(settings.baseUrl);
  const own = settings.headers;
  const headers = () => ({
    accept: 'application/json',
    ...(typeof own === 'function' ? own() : own),
  });
  const { fetch, timeoutMs = defaultTimeoutMs } = settings;
  const transport = fetch ? createFetchTransport(fetch, headers) : createHttpTransport(base, headers);
  return {
    get: async (request) => {
      const label = `GET ${request.label ?? request.path}`;
      const sending = { url: urlOf(settings.baseUrl, request), label, signal: request.signal, timeoutMs };
      const sent = await send(transport, sending);
      return sent.ok ? readAnswer(sent.value, request, settings, label) : sent;
    },
  };
}

function checkBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new TypeError('a base URL must be http or https');
  return url;
}

function urlOf(baseUrl: string, request: HttpRequest<unknown>): string {
  const query = new URLSearchParams(request.query).toString().replaceAll('+', '%20');
  return `${baseUrl.replace(/\/+$/, '')}${request.path}${query === '' ? '' : `?${query}`}`;
}

interface Sending {
  readonly url: string;
  readonly label: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** axios' own timeout starts again with every byte, so a dripping server would hold a call for ever. */
async function send(transport: Transport, sending: Sending): Promise<FeedResult<Answer>> {
  const { url, label, signal, timeoutMs } = sending;
  if (signal.aborted) return cancelled();
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = setTimeout(end, timeoutMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    // The transport is not waited for once it is over: a fetch function may not listen to its signal.
    const sent = await Promise.race([transport(url, label, ended.signal), whenAborted(ended.signal)]);
    if (sent?.ok) return sent;
    if (signal.aborted) return cancelled();
    if (sent === null || ended.signal.aborted) {
      const detail = `${label}: no answer in time`;
      return failed({ kind: 'offline', cause: 'time-out', retryable: true, detail }, null);
    }
    // Gives back the connection of an answer that was not read to its end.
    end();
    return sent;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

function cancelled(): FeedResult<never> {
  return failed({ kind: 'offline', cause: 'cancelled', retryable: true, detail: 'cancelled' }, null);
}

function readAnswer<T>(
  { status, header, body }: Answer,
  request: HttpRequest<T>,
  settings: HttpSettings,
  label: string,
): FeedResult<T> {
  settings.onAnswer?.(header);
  const date = readServerDate(header('date'));
  const at = date ?? settings.now();
  const refused = { status, body, at, label, retryAfterMs: readRetryAfter(header('retry-after'), at) };
  if (status !== 200) return failed(settings.explain?.(refused) ?? errorOfStatus(refused), date);
  const checked = check(body, request.schema);
  if (checked.ok) return answered(checked.value, date);
  const cause = isWebPage(body) ? 'web-page' : 'malformed';
  const detail = `${label}: ${checked.detail}`;
  const error: FeedError = { kind: 'bad-response', cause, retryable: true, detail };
  return failed(settings.explain?.(refused) ?? error, date);
}

/** Names where and how a body is wrong, never its text: a page in between may repeat the address in it. */
function check<T>(
  body: string,
  schema: z.core.$ZodType<T>,
): { ok: true; value: T } | { ok: false; detail: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, detail: `no JSON in ${body.length} characters` };
  }
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    detail: `${issue?.code ?? 'wrong shape'} at /${issue?.path.map(String).join('/') ?? ''}`,
  };
}
