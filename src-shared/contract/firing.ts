import * as z from 'zod/mini';
import { note, urgency } from './alarm-options.ts';
import { condition } from './condition.ts';
import { alarmId, direction, epochMs, finite, firingId, pairId, price, sourceId } from './values.ts';

const pricePoint = z.object({ t: epochMs, price });

export const proof = z.object({
  condition,
  direction,
  level: price,
  reference: pricePoint,
  proving: z.object({ price, by: z.enum(['price', 'low', 'high']) }),
  before: z.nullable(pricePoint),
  after: pricePoint,
  source: z.string(),
  windowSeenFrom: z.nullable(epochMs),
  range: z._default(z.nullable(z.object({ low: price, high: price, from: epochMs })), null),
  via: z._default(
    z.nullable(z.object({ source: sourceId, basis: z.nullable(finite), by: z.optional(price) })),
    null,
  ),
  missed: z._default(z.int(), 0),
  cooldown: z._default(z.nullable(z.object({ ms: finite, storm: z.nullable(z.int()) })), null),
});

/**
 * How a firing reached people, or why not: one line for each attempt, in the order in which they came. `held`: it was not
 * to be shown or heard then.
 */
export const delivery = z.object({
  channel: z.enum(['notification', 'sound', 'window']),
  outcome: z.enum(['shown', 'played', 'failed', 'clicked', 'held']),
  /** Local time. */
  at: epochMs,
  /** Why it failed, in words; null otherwise. */
  cause: z.nullable(z.string().check(z.maxLength(500))),
});

/** One firing with who acknowledged it. `receivedAt` is local time, everything in the proof is source time. */
export const firing = z.object({
  id: firingId,
  alarmId,
  pairId,
  t: epochMs,
  urgency: z._default(urgency, 'loud'),
  note: z._default(note, ''),
  proof,
  /** The rule as a sentence, in the language of then. */
  rule: z._default(z.string(), ''),
  /** Judged more than ten minutes after it came true. */
  late: z._default(z.boolean(), false),
  /** `summary`: it was late and held no more, so it is only told of. */
  told: z._default(z.enum(['ring', 'summary']), 'ring'),
  receivedAt: epochMs,
  acknowledgedAt: z.nullable(epochMs),
  acknowledgedBy: z.nullable(z.string()),
  /** Of the desktop only: a browser does not report what it showed. */
  deliveries: z._default(z.array(delivery), []),
});
