import * as z from 'zod/mini';
import type { FeedError } from '../feed.ts';
import { type Refused, waitUntil } from '../http-errors.ts';
import { readJson } from '../json.ts';

// {"code":-1121,"msg":"Invalid symbol."} (binance-spot-api-docs, errors.md)
const refusal = z.object({ code: z.number(), msg: z.optional(z.string()) });

/** Codes that say more than the status they come with. */
const meanings: Readonly<Record<number, Pick<FeedError, 'kind' | 'cause' | 'retryable'>>> = {
  [-1003]: { kind: 'rate-limited', cause: 'rate-limited', retryable: true },
  [-1007]: { kind: 'server', cause: 'time-out', retryable: true },
  [-1008]: { kind: 'server', cause: 'server', retryable: true },
  // Illegal characters: how a list with an odd symbol is refused.
  [-1100]: { kind: 'unknown-symbol', cause: 'unknown-symbol', retryable: false },
  [-1121]: { kind: 'unknown-symbol', cause: 'unknown-symbol', retryable: false },
};

/** "Way too much request weight used; IP banned until 1780315350000." Its time is in ms, of the server's clock. */
const banned = /\bbanned until (\d{12,14})\b/i;
/** Comes with 451, and from some networks with 403 (not in the docs, see the market data API facts). */
const restricted = /\brestricted location\b/i;

/** What the body of a refusal says beyond its status; null where it says nothing. */
export function explainRefusal(refused: Refused): FeedError | null {
  const { status, body, label } = refused;
  if (status < 400) return null;
  const parsed = z.safeParse(refusal, readJson(body));
  const said = parsed.success ? parsed.data : null;
  const detail = `${label}: HTTP ${status}${said === null ? '' : `, code ${said.code}`}`;
  // A page of a firewall may say anything: only an answer of the API itself is believed.
  if (restricted.test(said?.msg ?? '')) {
    return { kind: 'blocked', cause: 'blocked-in-country', retryable: false, detail };
  }
  const ban = banOf(refused, said?.code);
  if (ban !== null) return { kind: 'rate-limited', cause: 'banned', retryable: true, ...ban, detail };
  const meaning = said === null ? undefined : meanings[said.code];
  return meaning === undefined ? null : { ...meaning, ...waitOf(refused.retryAfterMs), detail };
}

/** For how long the address is banned; null where it is not. Of header and body the longer counts. */
function banOf({ status, body, at, retryAfterMs }: Refused, code: number | undefined) {
  const [, until] = status === 429 || status === 418 || code === -1003 ? (banned.exec(body) ?? []) : [];
  if (until === undefined) return status === 418 ? waitOf(retryAfterMs) : null;
  return waitOf(longer(retryAfterMs, waitUntil(Number(until), at)));
}

function longer(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function waitOf(retryAfterMs: number | undefined): { retryAfterMs?: number } {
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}
