import * as z from 'zod/mini';
import { condition } from './condition.ts';
import { alarmId, epochMs, pairId } from './values.ts';

const mode = z.enum(['once', 'repeat']);
export const urgency = z.enum(['loud', 'normal', 'silent']);
/** Silence after a firing, in ms. */
const cooldownMs = z.int().check(z.gte(1_000), z.lte(7 * 86_400_000));
/** A fraction, not percent. */
const wayBack = z.number().check(z.gte(0), z.lte(0.1));
export const note = z.string().check(z.maxLength(500));

/** What a user may set of an alarm besides its condition; what is left out stays, or is proposed for a new one. */
export const alarmOptions = {
  mode: z.optional(mode),
  cooldownMs: z.optional(cooldownMs),
  wayBack: z.optional(wayBack),
  urgency: z.optional(urgency),
  note: z.optional(note),
  /** Source time, epoch ms; null: never. */
  expiresAt: z.optional(z.nullable(epochMs)),
} as const;

/** The same of an alarm that exists. */
export const alarmFields = {
  mode,
  cooldownMs,
  wayBack,
  urgency,
  note,
  expiresAt: z.nullable(epochMs),
  paused: z.boolean(),
} as const;

/** The rule of an alarm as the user typed it; what the settings file keeps. */
export const alarmRule = z.object({ id: alarmId, pairId, condition, ...alarmFields, createdAt: epochMs });
