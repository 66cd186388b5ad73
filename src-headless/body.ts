import type { IncomingMessage } from 'node:http';

/** What came of reading the body of a request. `gone`: whoever sent it hung up in the middle. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too large' }
  | { readonly kind: 'gone' };

/**
 * Reads a body of `most` bytes at most, counted as it comes. What is more is thrown away, so that the sender hears the
 * answer; one who goes on sending after `most` bytes more is cut off.
 */
export function readBody(request: IncomingMessage, most: number): Promise<Body> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    let isTooLarge = Number(request.headers['content-length'] ?? 0) > most;
    const giveUp = () => {
      isTooLarge = true;
      parts.length = 0;
      resolve({ kind: 'too large' });
    };
    if (isTooLarge) giveUp();
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > 2 * most) request.destroy();
      else if (isTooLarge) return;
      else if (length > most) giveUp();
      else parts.push(part);
    });
    request.on('end', () => resolve({ kind: 'whole', bytes: Buffer.concat(parts) }));
    request.on('close', () => resolve({ kind: 'gone' }));
    request.on('error', () => resolve({ kind: 'gone' }));
  });
}
