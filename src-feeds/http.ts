import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import * as z from 'zod/mini';
import type { EpochMs } from '../src-core/pair.ts';
import type { FeedError, FeedResult } from './feed.ts';
import { errorOfStatus, errorOfTransport, readRetryAfter, readServerDate } from './http-errors.ts';
import { answered, failed } from './result.ts';

/** Binance's own server gives up after 10 s (code -1007), so waiting longer never helps. */
export const defaultTimeoutMs = 10_000;
/** Above the largest real answer (Binance's whole exchangeInfo, some 20 MB), below what would hurt. */
const maxBodyBytes = 32 * 1024 * 1024;

/** Reads one header of an answer, null where it is missing. */
export type ReadHeader = (name: string) => string | null;

export interface HttpSettings {
  /** Scheme, host and perhaps a path prefix: `https://api.coingecko.com`. */
  readonly baseUrl: string;
  /** Local time, only for a `Retry-After` date in an answer without `Date`. */
  readonly now: () => EpochMs;
  /** From the first byte out to the last byte in, in ms; default 10,000. */
  readonly timeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sees the headers of every answer, failures included. */
  readonly onAnswer?: (header: ReadHeader) => void;
  /** What the source says in the body of a refusal; null leaves it to the status. */
  readonly explain?: (status: number, body: string, label: string) => FeedError | null;
}

export interface HttpRequest<T> {
  /** Path below the base URL, without query; it is what errors are labelled with. */
  readonly path: string;
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
  const instance = axios.create({
    adapter: 'http',
    // Parsed here, not by axios: it hands over text that is no JSON as if it were the answer.
    responseType: 'text',
    validateStatus: () => true,
    maxContentLength: maxBodyBytes,
    maxRedirects: 3,
    beforeRedirect: (target: Record<string, unknown>) => refuseForeign(base, String(target['href'])),
    headers: { accept: 'application/json', ...settings.headers },
    // A proxy from the environment cannot reach this machine's own loopback addresses.
    ...(isLoopback(base.hostname) ? { proxy: false as const } : {}),
  });
  return {
    get: async (request) => {
      const label = `GET ${request.path}`;
      const sent = await send(instance, urlOf(settings.baseUrl, request), request.signal, settings, label);
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

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** A foreign host would get our key, and could answer with any price. */
function refuseForeign(base: URL, href: string): void {
  const target = new URL(href, base);
  const upgraded = base.protocol === 'http:' && target.protocol === 'https:';
  const sameHost = target.hostname === base.hostname && (target.host === base.host || upgraded);
  if (!sameHost || (target.protocol !== base.protocol && !upgraded)) throw new Error('redirected elsewhere');
}

function urlOf(baseUrl: string, request: HttpRequest<unknown>): string {
  const query = new URLSearchParams(request.query).toString().replaceAll('+', '%20');
  return `${baseUrl.replace(/\/+$/, '')}${request.path}${query === '' ? '' : `?${query}`}`;
}

/** axios' own timeout starts again with every byte, so a dripping server would hold a call for ever. */
async function send(
  instance: AxiosInstance,
  url: string,
  signal: AbortSignal,
  settings: HttpSettings,
  label: string,
): Promise<FeedResult<AxiosResponse<unknown>>> {
  if (signal.aborted) return cancelled();
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = setTimeout(end, settings.timeoutMs ?? defaultTimeoutMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    return answered(await instance.get<unknown>(url, { signal: ended.signal }), null);
  } catch (error) {
    if (signal.aborted) return cancelled();
    if (ended.signal.aborted) {
      return failed({ kind: 'offline', retryable: true, detail: `${label}: no answer in time` }, null);
    }
    if (!axios.isAxiosError(error)) throw error;
    return failed(errorOfTransport(error.code ?? 'unknown', label), null);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function cancelled(): FeedResult<never> {
  return failed({ kind: 'offline', retryable: true, detail: 'cancelled' }, null);
}

function readAnswer<T>(
  response: AxiosResponse<unknown>,
  request: HttpRequest<T>,
  settings: HttpSettings,
  label: string,
): FeedResult<T> {
  const header: ReadHeader = (name) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  settings.onAnswer?.(header);
  const date = readServerDate(header('date'));
  const body = typeof response.data === 'string' ? response.data : '';
  const { status } = response;
  if (status !== 200) {
    const wait = readRetryAfter(header('retry-after'), date ?? settings.now());
    return failed(settings.explain?.(status, body, label) ?? errorOfStatus(status, wait, label), date);
  }
  const checked = check(body, request.schema);
  if (checked.ok) return answered(checked.value, date);
  return failed({ kind: 'bad-response', retryable: true, detail: `${label}: ${checked.detail}` }, date);
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
