import type { AppApi } from '../../src-shared/contract/contract.ts';
import { createSocketApi, openSocket } from './socket-api.ts';

/** The desktop's bridge where there is one, else a socket to the host that served this page. */
export function connect(): AppApi {
  // Not loaded lazily: a page in a browser always needs it, and one bundle is smaller than two.
  return window.app ?? createSocketApi(openSocket());
}
