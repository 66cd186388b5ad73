import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import { silentLog } from '../../src-runtime/log.ts';
import type { HostOptions } from '../host.ts';

/** The options of a host on a free port that asks nobody outside of this computer. */
export function testHostOptions(
  settings: Partial<HostOptions['settings']> & { readonly dataDir: string },
  pagesDir: string | null = null,
): HostOptions {
  return {
    settings: {
      host: '127.0.0.1',
      port: 0,
      source: 'simulated',
      pollMs: 1_000,
      logLevel: 'silent',
      demo: false,
      binanceRest: undefined,
      coingeckoRest: undefined,
      coingeckoKey: undefined,
      ...settings,
    },
    pagesDir,
    version: '1.2.3',
    log: silentLog,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The whole answer to a request, which the caller ends. */
export function answerTo(request: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
  });
}
