import * as z from 'zod/mini';

// JSON has no infinity, so plain numbers are finite by the time they are read.
const price = z.number().check(z.positive());
const t = z.number();
const pricePoint = z.object({ t, price });
const readiness = z.enum(['no', 'touch', 'beyond']);

/** What an alarm remembers, as it lies on disk. */
export const trackerSchema = z.object({
  armAt: z.nullable(t),
  arming: z.nullable(pricePoint),
  resting: z.boolean(),
  coolUntil: z.nullable(t),
  firedCount: z.int(),
  lastFiredAt: z.nullable(t),
  memory: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('target'), up: readiness, down: readiness }),
    z.object({ kind: z.literal('extreme'), ready: z.boolean(), best: z.nullable(pricePoint) }),
    z.object({ kind: z.literal('move in window'), cut: z.nullable(pricePoint) }),
    z.object({ kind: z.literal('move since start'), base: z.nullable(pricePoint) }),
  ]),
});

/** Highest and lowest of a pair since it was added. */
export const pairMemorySchema = z.object({ highest: z.nullable(pricePoint), lowest: z.nullable(pricePoint) });

/** A stored symbol list of a source. */
export const symbolListSchema = z.array(
  z.object({
    key: z.string(),
    base: z.string(),
    quote: z.nullable(z.string()),
    name: z.string(),
    tickSize: z.nullable(z.number()),
    trading: z.boolean(),
  }),
);
