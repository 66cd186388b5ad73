import axios, { type AxiosResponse } from 'axios';
import type { FailureCause } from '../../src-shared/contract/causes.ts';
import type { FeedResult } from '../feed.ts';
import { answered, failed } from '../result.ts';
import { type Answer, maxBodyBytes, type ReadHeader, type Transport } from './transport.ts';
import { codeOf, errorOfTransport } from './transport-errors.ts';

/**
 * A fetch function that takes a `Request` of this realm: Electron's `net.fetch`, a session's, or Node's own. Which
 * proxy and which certificates count is its matter.
 */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/**
 * The way out through a fetch function: no cache, no cookies, and no redirects at all. Electron's `net.fetch` follows
 * a redirect without asking, our key in its headers, or not at all (`manual` fails there too: electron#43715).
 */
export function createFetchTransport(
  fetch: Fetch,
  headers: () => Readonly<Record<string, string>>,
): Transport {
  const instance = axios.create({
    adapter: 'fetch',
    env: {
      fetch: (input, init) =>
        fetch(input instanceof URL ? input.href : input, {
          ...init,
          cache: 'no-store',
          // Left out, Electron takes it for `include`.
          credentials: 'omit',
          redirect: 'error',
        }),
    },
    // Read here, not by axios: where the body is too large, it leaves the rest of it to come in unread.
    responseType: 'stream',
    validateStatus: () => true,
  });
  return async (url, label, signal) => {
    let response: AxiosResponse<unknown>;
    try {
      response = await instance.get<unknown>(url, { signal, headers: headers() });
    } catch (error) {
      return failed(errorOfTransport(codeOf(error), label), null);
    }
    return readResponse(response, label);
  };
}

async function readResponse(response: AxiosResponse<unknown>, label: string): Promise<FeedResult<Answer>> {
  const { status, headers, data } = response;
  const header: ReadHeader = (name) => {
    const value: unknown = headers[name];
    return typeof value === 'string' ? value : null;
  };
  const declared = Number(header('content-length') ?? 0);
  try {
    const body = declared > maxBodyBytes ? null : await readBody(data);
    if (body !== null) return answered({ status, header, body }, null);
    return broken(label, 'malformed', `more than ${maxBodyBytes} bytes`);
  } catch (error) {
    // The answer had begun, so there is somebody, whatever became of the rest.
    const code = codeOf(error);
    return broken(label, errorOfTransport(code, label).cause === 'malformed' ? 'malformed' : 'cut-off', code);
  }
}

function broken(label: string, cause: FailureCause, reason: string): FeedResult<never> {
  return failed({ kind: 'bad-response', cause, retryable: true, detail: `${label}: ${reason}` }, null);
}

/**
 * A body as text, null as soon as it is too large. The rest is left unread and not cancelled, since cancelling waits
 * for the next piece: whoever asked aborts the request.
 */
async function readBody(data: unknown): Promise<string | null> {
  if (!(data instanceof ReadableStream)) return '';
  const reader = (data as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) return null;
    text += decoder.decode(value, { stream: true });
  }
}
