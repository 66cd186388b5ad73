import * as z from 'zod/mini';
import { sourceIds } from '../../src-core/pair.ts';

// JSON has no infinity, so plain numbers are finite by the time they are read.
const price = z.number().check(z.positive());
const t = z.number();
const pricePoint = z.object({ t, price });
/** Trackers of an earlier version belong to alarms that rang once. */
const fired = z._default(z.boolean(), false);
const cut = z.object({ t, price, nth: z.optional(z.int()) });
const readiness = z.enum(['no', 'touch', 'beyond']);

const sample = z.object({
  t,
  price,
  range: z.optional(z.object({ low: price, high: price, from: t })),
  kind: z.enum(['quote', 'candle']),
  via: z.optional(
    z.object({ source: z.enum(sourceIds), basis: z.nullable(z.number()), by: z.optional(price) }),
  ),
});

/** What an alarm remembers, as it lies on disk. */
export const trackerSchema = z.object({
  of: z._default(z.nullable(z.string()), null),
  armAt: z.nullable(t),
  // Before there was this, one that had fired and was to be armed at a time was so by a re-arm.
  rearmed: z._default(z.boolean(), true),
  arming: z.nullable(pricePoint),
  resting: z.boolean(),
  coolUntil: z.nullable(t),
  firedCount: z.int(),
  lastFiredAt: z.nullable(t),
  // Trackers of an earlier version lack what follows.
  firedLately: z._default(z.array(t), []),
  missed: z._default(z.int(), 0),
  out: z._default(z.nullable(z.enum(['paused', 'expired'])), null),
  memory: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('target'), up: readiness, down: readiness, fired }),
    z.object({ kind: z.literal('channel'), up: z.boolean(), down: z.boolean(), fired }),
    z.object({
      kind: z.literal('extreme'),
      ready: z.boolean(),
      best: z.nullable(pricePoint),
      fired,
      cut: z._default(z.nullable(cut), null),
    }),
    z.object({ kind: z.literal('move in window'), cut: z.nullable(cut) }),
    z.object({ kind: z.literal('move since start'), base: z.nullable(pricePoint) }),
    z.object({
      kind: z.literal('step'),
      base: z.number(),
      up: z.int(),
      down: z.int(),
      passed: z.nullable(pricePoint),
    }),
  ]),
});

/** What a pair remembers besides its samples. */
export const pairMemorySchema = z.object({
  highest: z.nullable(pricePoint),
  lowest: z.nullable(pricePoint),
  held: z._default(z.nullable(sample), null),
  strange: z._default(z.nullable(pricePoint), null),
  trusted: z._default(z.boolean(), false),
  unbased: z._default(z.boolean(), false),
  windowsFrom: z._default(z.nullable(pricePoint), null),
});

/** A stored symbol list of a source. */
export const symbolListSchema = z.array(
  z.object({
    key: z.string(),
    base: z.string(),
    quote: z.nullable(z.string()),
    name: z.string(),
    tickSize: z.nullable(z.number()),
    trading: z.boolean(),
    // A list of an earlier version has none.
    rank: z.optional(z.nullable(z.number())),
  }),
);
