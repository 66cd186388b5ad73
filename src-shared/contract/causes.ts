/**
 * Why a source does not answer as it should, finer than the kind of the failure. Each has its words in the catalogue
 * as `cause.<name>`.
 *
 * On the way: `offline` (no network, or nothing more is known), `dns`, `refused` (nobody listens), `reset`,
 * `time-out`, `tls`, `proxy`. At the source: `rate-limited`, `banned` (went on after too many requests),
 * `blocked-in-country`, `firewall`, `key-refused`, `not-in-plan`, `unknown-symbol`, `server`, `bad-request`,
 * `not-found`. In the answer: `malformed`, `cut-off`, `web-page` (a page for people, as a hotel's sign-in), `redirected`.
 * In this app: `budget` (its own limit of requests), `cancelled`, `internal` (a bug).
 */
export const failureCauses = [
  'offline',
  'dns',
  'refused',
  'reset',
  'time-out',
  'tls',
  'proxy',
  'rate-limited',
  'banned',
  'blocked-in-country',
  'firewall',
  'key-refused',
  'not-in-plan',
  'unknown-symbol',
  'server',
  'bad-request',
  'not-found',
  'malformed',
  'cut-off',
  'web-page',
  'redirected',
  'budget',
  'cancelled',
  'internal',
] as const;

export type FailureCause = (typeof failureCauses)[number];
