import { expect, test } from 'vitest';
import { errorOfTransport } from './transport-errors.ts';

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['net::ERR_NAME_RESOLUTION_FAILED', 'dns'],
  ['net::ERR_DNS_TIMED_OUT', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['net::ERR_CONNECTION_CLOSED', 'reset'],
  ['ETIMEDOUT', 'time-out'],
  ['UND_ERR_CONNECT_TIMEOUT', 'time-out'],
  ['net::ERR_TIMED_OUT', 'time-out'],
  ['EPROTO', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['net::ERR_CERT_DATE_INVALID', 'tls'],
  ['net::ERR_PROXY_AUTH_REQUESTED', 'proxy'],
  ['net::ERR_SOCKS_CONNECTION_FAILED', 'proxy'],
  ['ENETUNREACH', 'offline'],
  ['EHOSTUNREACH', 'offline'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'offline'],
  ['unknown', 'offline'],
])('%s is %s on the way: offline', (code, cause) => {
  expect(errorOfTransport(code, 'GET /x')).toEqual({
    kind: 'offline',
    cause,
    retryable: true,
    detail: `GET /x: ${code}`,
  });
});

test.each([
  ['redirected', 'redirected'],
  ['ERR_FR_TOO_MANY_REDIRECTS', 'redirected'],
  ['aborted', 'cut-off'],
  ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'cut-off'],
  ['HPE_INVALID_CONSTANT', 'malformed'],
  ['Z_DATA_ERROR', 'malformed'],
  ['ERR_BAD_RESPONSE', 'malformed'],
])('%s is %s in the answer: a bad response', (code, cause) => {
  expect(errorOfTransport(code, 'GET /x')).toMatchObject({ kind: 'bad-response', cause });
});
