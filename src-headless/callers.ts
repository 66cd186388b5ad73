import type { IncomingHttpHeaders } from 'node:http';

const loopbackHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * Whether a request may be answered. A page elsewhere must not be able to read or change anything: its requests carry
 * its own Origin, and a name that it makes point here (DNS rebinding) stands in Host. No Origin is not a browser.
 */
export function isOwnCaller(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers;
  if (host === undefined || !loopbackHosts.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
