import type { FailureCause } from '../../src-shared/contract/causes.ts';
import type { FeedError } from '../feed.ts';

const redirected = 'redirected';

/**
 * What Node's, axios', undici's and zlib's codes mean, and Chromium's (net/base/net_error_list.h) behind `net::`. The
 * first that fits counts; what fits none is `offline`.
 */
const meanings: readonly (readonly [RegExp, FailureCause])[] = [
  [/^(redirected$|ERR_FR_|net::ERR_(INVALID_REDIRECT|UNSAFE_REDIRECT|TOO_MANY_REDIRECTS))/, 'redirected'],
  // An answer that had begun, so there is somebody.
  [/^(aborted$|ERR_STREAM_PREMATURE|UND_ERR_RES_CONTENT|net::ERR_(CONTENT_LENGTH|INCOMPLETE_))/, 'cut-off'],
  [/^(ERR_BAD_RESPONSE|HPE_|Z_|ERR_BROTLI|ERR__|UND_ERR_(HEADERS_OVERFLOW|RESPONSE))/, 'malformed'],
  [/^net::ERR_(INVALID_(RESPONSE|HTTP_RESPONSE|CHUNKED)|RESPONSE_|CONTENT_|ENCODING_)/, 'malformed'],
  [/^net::ERR_HTTP2_(PROTOCOL|COMPRESSION|FRAME|FLOW)/, 'malformed'],
  [/^(ENOTFOUND|EAI_)|^net::ERR_(NAME_|DNS_|ICANN_)/, 'dns'],
  [/PROXY|TUNNEL|^net::ERR_(PAC_|SOCKS_)/, 'proxy'],
  [/^net::ERR_(CERT_|SSL_|BAD_SSL|ECH_)/, 'tls'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|_SIGNATURE|CRL|^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/REFUSED/, 'refused'],
  [/TIMED?_?OUT/, 'time-out'],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)|^net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_)/,
    'reset',
  ],
];

const brokenAnswers: readonly FailureCause[] = ['redirected', 'cut-off', 'malformed'];

/**
 * What a failure without a complete answer means: an answer that could not be read (too large, no HTTP, broken
 * compression, a redirect that was refused) is `bad-response`; everything else (DNS, TLS, refused, reset) `offline`.
 * Only the error's code is told, since its message may hold the address with its query.
 */
export function errorOfTransport(code: string, label: string): FeedError {
  const cause = meanings.find(([codes]) => codes.test(code))?.[1] ?? 'offline';
  const kind = brokenAnswers.includes(cause) ? 'bad-response' : 'offline';
  return { kind, cause, retryable: true, detail: `${label}: ${code}` };
}

/**
 * The code of what a fetch function has thrown: Chromium's out of the message (`net::ERR_NAME_NOT_RESOLVED`), or
 * Node's out of the innermost cause that has one (`ENOTFOUND`), `redirected` for a redirect that was refused,
 * `unknown` for the rest. Never the message itself, see above.
 */
export function codeOf(error: unknown): string {
  const chain = causesOf(error);
  const messages = chain.map(({ message }) => message);
  for (const message of messages) {
    const [code] = /net::ERR_[A-Z0-9_]+/.exec(message) ?? [];
    if (code !== undefined) return code;
  }
  // Electron: "Attempted to redirect, but redirect policy was 'error'"; Node: "unexpected redirect".
  if (messages.some((message) => /\bredirect/i.test(message))) return redirected;
  return chain.findLast(({ code }) => code !== null)?.code ?? 'unknown';
}

interface Cause {
  readonly message: string;
  readonly code: string | null;
}

/** The error and what caused it, outermost first. */
function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let next = error; next instanceof Error && causes.length < 5; next = next.cause) {
    const code = 'code' in next && typeof next.code === 'string' ? next.code : '';
    // OpenSSL's have a slash in them: `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`.
    causes.push({ message: next.message, code: /^[A-Z][A-Z0-9_/]+$/.test(code) ? code : null });
  }
  return causes;
}
