import axios, { type AxiosError, type AxiosResponse } from 'axios';
import { answered, failed } from '../result.ts';
import { type Answer, maxBodyBytes, type Transport } from './transport.ts';
import { errorOfTransport } from './transport-errors.ts';

/**
 * Node's own way out. A proxy comes from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), never from the system.
 * Redirects are followed within the host of `base`, three at most.
 */
export function createHttpTransport(base: URL, headers: () => Readonly<Record<string, string>>): Transport {
  const instance = axios.create({
    adapter: 'http',
    // Parsed by the client, not by axios: it hands over text that is no JSON as if it were the answer.
    responseType: 'text',
    validateStatus: () => true,
    maxContentLength: maxBodyBytes,
    maxRedirects: 3,
    beforeRedirect: (target: Record<string, unknown>) => refuseForeign(base, String(target['href'])),
    // A proxy from the environment cannot reach this machine's own loopback addresses.
    ...(isLoopback(base.hostname) ? { proxy: false as const } : {}),
  });
  return async (url, label, signal) => {
    try {
      return answered(readResponse(await instance.get<unknown>(url, { signal, headers: headers() })), null);
    } catch (error) {
      if (!axios.isAxiosError(error)) throw error;
      return failed(errorOfTransport(codeOf(error), label), null);
    }
  };
}

function readResponse({ status, headers, data }: AxiosResponse<unknown>): Answer {
  return {
    status,
    header: (name) => {
      const value: unknown = headers[name];
      return typeof value === 'string' ? value : null;
    },
    body: typeof data === 'string' ? data : '',
  };
}

/** axios has one code for an answer that is too large and for one that was cut off. */
function codeOf({ code, message }: AxiosError): string {
  return code === 'ERR_BAD_RESPONSE' && message.endsWith('aborted') ? 'aborted' : (code ?? 'unknown');
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
