import * as z from 'zod/mini';
import { longestMuteMinutes, mute } from './hush.ts';
import { largestSoundText, ownSound, testResult } from './sound.ts';

const nothing = z.strictObject({});

/** Commands about what is heard and what pops up. */
export const hushCommands = {
  /** No sound and no popup for anything, for some minutes or until a time (local time of the host). */
  'mute.set': {
    in: z.union([
      z.strictObject({ minutes: z.int().check(z.gte(1), z.lte(longestMuteMinutes)) }),
      z.strictObject({ until: z.number().check(z.positive()) }),
    ]),
    out: z.object({ mute }),
  },
  /** End the mute: what came meanwhile is told, and rings where it still holds. */
  'mute.end': { in: nothing, out: nothing },
  /** Play the sound of a direction once, as loud as it is set. */
  'sound.test': { in: z.strictObject({ direction: z.enum(['up', 'down']) }), out: testResult },
  /** Keep a sound file (WAV, MP3 or Ogg, base64) in the data folder, in place of the one before. */
  'sound.upload': {
    in: z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      data: z.string().check(z.maxLength(largestSoundText)),
    }),
    out: z.object({ sound: ownSound }),
  },
  /** Forget the own sound; what used it is heard as it was at first. */
  'sound.remove': { in: nothing, out: nothing },
  /** Show a notification and tell what the system allowed. */
  'notification.test': { in: nothing, out: testResult },
} as const;
