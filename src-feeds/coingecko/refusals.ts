import * as z from 'zod/mini';
import type { FeedError } from '../feed.ts';
import type { Refused } from '../http-errors.ts';
import { readJson } from '../json.ts';

// Seen: {"status":{"error_code":10005,"error_message":"…"}}, {"error_code":10011,"status":{…}} and
// {"error":"coin not found"}, the last with 404 and with 200.
const code = z.optional(z.number());
const refusal = z.object({
  error_code: code,
  status: z.optional(z.object({ error_code: code })),
  error: z.optional(z.unknown()),
});

type Meaning = Pick<FeedError, 'kind' | 'cause' | 'retryable'>;
const keyRefused: Meaning = { kind: 'blocked', cause: 'key-refused', retryable: false };

/** Codes of the docs' page "Errors & Rate Limits" that say more than the status they come with. */
const meanings: Readonly<Record<number, Meaning>> = {
  429: { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  1020: { kind: 'blocked', cause: 'firewall', retryable: true },
  10_002: keyRefused,
  10_005: { kind: 'blocked', cause: 'not-in-plan', retryable: false },
  10_010: keyRefused,
  10_011: keyRefused,
};

/** What the body of an answer that cannot be used says beyond its status; null where it says nothing. */
export function explainRefusal({ status, body, retryAfterMs, label }: Refused): FeedError | null {
  const parsed = z.safeParse(refusal, readJson(body));
  if (!parsed.success) return null;
  const { error, error_code: own, status: inner } = parsed.data;
  const number = own ?? inner?.error_code;
  const meaning = number === undefined ? undefined : meanings[number];
  if (meaning !== undefined) {
    const detail = `${label}: HTTP ${status}, code ${number}`;
    return { ...meaning, ...(retryAfterMs !== undefined && { retryAfterMs }), detail };
  }
  if (typeof error !== 'string' || !/\bcoin\b.*\bnot found\b|\bnot find coin\b/i.test(error)) return null;
  const detail = `${label}: HTTP ${status}, no such coin`;
  return { kind: 'unknown-symbol', cause: 'unknown-symbol', retryable: false, detail };
}
