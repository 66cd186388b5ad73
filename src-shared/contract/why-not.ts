import * as z from 'zod/mini';
import { firing } from './firing.ts';
import { direction, epochMs, finite, price } from './values.ts';

/** What kept an alarm from ringing at a moment at which its condition came true; `rang`: nothing did. */
export const silences = [
  'rang',
  'snoozed',
  'not set yet',
  'another rule',
  'monitoring paused',
  'paused',
  'expired',
  'not seen',
  'rested',
  'cooling',
  'armed later',
  'not in prices',
  'not ready',
] as const;

export const whyNotAnswer = z.object({
  /** What of the stretch lies behind. */
  from: epochMs,
  to: epochMs,
  /** The candles that it was judged by, in ms. */
  intervalMs: z.int(),
  /** Whether the source gave all of them. */
  complete: z.boolean(),
  /** How often it came true by the candles. */
  count: z.int(),
  /** The first two hundred of them. */
  moments: z.array(
    z.object({
      t: epochMs,
      direction,
      level: price,
      price,
      why: z.enum(silences),
      /** Since or until when that was so; null where that is not known. */
      at: z.nullable(epochMs),
    }),
  ),
  /** What did ring then. */
  rang: z.array(firing),
  /** Where it never came true: how near it came, in percent of the price that came so near. */
  nearest: z.nullable(z.object({ percent: finite, price, t: epochMs })),
  /** What could not be seen of the stretch. */
  notSeen: z.array(z.object({ from: epochMs, to: epochMs })),
  /** Since when it was paused at the end of the stretch; null where it was not. */
  pausedSince: z.nullable(epochMs),
});
