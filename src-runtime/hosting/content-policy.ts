/**
 * The content security policy of the interface: our own files only. The chart library and some primitives insert styles
 * of their own.
 * @param connections addresses besides its own origin that the page may connect to
 */
export function contentPolicy(...connections: readonly string[]): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connections].join(' '),
    "media-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
