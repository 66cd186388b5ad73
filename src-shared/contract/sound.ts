import * as z from 'zod/mini';
import './no-eval.ts';
import { epochMs } from './values.ts';

/** Sounds that come with the app, in the order in which they are offered. */
export const builtInSounds = ['rise', 'fall', 'bell', 'marimba', 'pulse', 'beacon'] as const;
export type BuiltInSound = (typeof builtInSounds)[number];

/** What can be chosen: one that comes with the app, or the user's own file. */
export const soundChoices = [...builtInSounds, 'own'] as const;
export type SoundChoice = (typeof soundChoices)[number];

/** What is heard where the choice cannot be played. */
export const usualSounds = { up: 'rise', down: 'fall' } as const satisfies Record<
  'up' | 'down',
  BuiltInSound
>;

/** No own sound is larger, in bytes. */
export const largestSoundBytes = 2 * 1_048_576;
/** The same as base64. */
export const largestSoundText = Math.ceil(largestSoundBytes / 3) * 4;
/** Where a host takes an own sound by HTTP (POST), and hands it out (GET); the desktop's page has it there too. */
export const soundAddress = '/app/sound';

/** The user's own sound file. `at`: when it was chosen, local time; another time is another file. */
export const ownSound = z.object({
  name: z.string().check(z.maxLength(200)),
  type: z.enum(['audio/wav', 'audio/mpeg', 'audio/ogg']),
  bytes: z.int(),
  at: epochMs,
});
export type OwnSoundView = z.output<typeof ownSound>;

/** What the desktop's hidden window is told to play, in the fragment of its address. */
const played = z.object({
  kind: z.enum(['siren', 'chime']),
  direction: z.enum(['up', 'down']),
  up: z.enum(soundChoices),
  down: z.enum(soundChoices),
  /** Percent. */
  volume: z.number(),
  own: z.nullable(ownSound),
});
export type Played = z.output<typeof played>;

/** What to play, as the fragment of an address: with its `#`. */
export function writePlayed(what: Played): string {
  return `#${encodeURIComponent(JSON.stringify(what))}`;
}

/** @throws where the fragment is not one that `writePlayed` makes */
export function readPlayed(fragment: string): Played {
  return played.parse(JSON.parse(decodeURIComponent(fragment.replace(/^#/, ''))));
}

/**
 * What came of a test. `by`: who shows or plays here; where it is the page, the host has done nothing and the page does it
 * itself.
 */
export const testResult = z.object({
  by: z.enum(['desktop', 'page']),
  /** Whether this desktop can do it at all. */
  supported: z.boolean(),
  /** It was shown, or could be heard, within 3 seconds. */
  worked: z.boolean(),
  /** Why it did not work, in words. */
  cause: z.nullable(z.string()),
  /** It worked, but another sound had to stand in, for this reason in words. */
  standIn: z.nullable(z.string()),
});
export type TestResult = z.output<typeof testResult>;
