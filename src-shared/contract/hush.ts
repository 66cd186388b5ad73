import * as z from 'zod/mini';
import { epochMs } from './values.ts';

/** Who muted everything, until when; local time of the host. */
export const mute = z.object({ until: epochMs, by: z.string(), at: epochMs });
export type MuteView = z.output<typeof mute>;

/** Quiet hours in force; local time of the host. */
export const quiet = z.object({ since: epochMs, until: epochMs, loudMayPass: z.boolean() });
export type QuietView = z.output<typeof quiet>;

const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Every day from one local time to another, `22:00`; over midnight where `to` is the earlier one. */
export const quietHours = z.object({
  on: z.boolean(),
  from: clockTime,
  to: clockTime,
  /** Loud alarms are heard and shown all the same. */
  loudMayPass: z.boolean(),
});
export type QuietHours = z.output<typeof quietHours>;

/** No mute is longer, in minutes: a week. */
export const longestMuteMinutes = 7 * 1_440;
