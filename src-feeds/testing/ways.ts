import type { Fetch } from '../http/over-fetch.ts';

/** One way out for requests; `fetch` as in `HttpSettings`. */
export interface Way {
  readonly name: string;
  readonly fetch: Fetch | undefined;
}

/** Both ways out. Node's fetch stands in for Electron's, which needs a running Electron. */
export const ways: readonly Way[] = [
  { name: 'over http', fetch: undefined },
  { name: 'over fetch', fetch: (input, init) => globalThis.fetch(input, init) },
];
