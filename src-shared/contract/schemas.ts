import * as z from 'zod/mini';
import { alarmStates } from '../../src-core/alarm.ts';
import { alarmFields } from './alarm-options.ts';
import { appSettings, sourceChoices } from './app-settings.ts';
import { condition } from './condition.ts';
import { type delivery, firing } from './firing.ts';
import { mute, quiet } from './hush.ts';
import { ownSound } from './sound.ts';
import { type budget, type sourceFailure, sourceView } from './source.ts';
import { alarmId, direction, epochMs, finite, firingId, pairId, price, sourceId } from './values.ts';

export { alarmOptions, alarmRule } from './alarm-options.ts';
export { condition } from './condition.ts';
export { delivery, firing, proof } from './firing.ts';
export { budget, sourceFailure, sourceView } from './source.ts';
export { alarmId, firingId, pairId, sourceId } from './values.ts';

export const pair = z.object({
  id: pairId,
  source: sourceId,
  base: z.string().check(z.minLength(1), z.maxLength(100)),
  quote: z.string().check(z.minLength(1), z.maxLength(100)),
  name: z.string().check(z.maxLength(200)),
  tickSize: z.nullable(price),
  addedAt: epochMs,
});

/** A pair with what is known of its price. Ages are counted at the message's `at`, so that clocks may differ. */
export const pairView = z.extend(pair, {
  price: z.nullable(price),
  t: z.nullable(epochMs),
  ageMs: z.nullable(finite),
  stale: z.boolean(),
  /** Without a price for so long that nothing can be judged, or waiting for the user's word. */
  blind: z.boolean(),
  /** A price far off that the next one must confirm. */
  confirming: z.nullable(price),
  /** A price ten times off after a hole: perhaps another coin. `last` is the price before. */
  strange: z.nullable(z.object({ t: epochMs, price, last: price })),
  /** The source that serves the pair while its own is out; `basis` is what its prices are divided by. */
  via: z.nullable(z.object({ source: sourceId, basis: z.nullable(finite), by: z.optional(price) })),
  /** Its level is near, so that the range of each minute is asked for. */
  closely: z.boolean(),
  /** The newest stretch that could not be seen. */
  notSeen: z.nullable(z.object({ from: epochMs, to: epochMs })),
  /** The source answers, but with a price that has not moved since then (source time) and is stale. */
  frozenSince: z.nullable(epochMs),
  change24h: z.nullable(finite),
  high24h: z.nullable(price),
  low24h: z.nullable(price),
});

export const reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('to go'), percent: finite }),
  z.object({ code: z.literal('no price yet') }),
  z.object({ code: z.literal('next price') }),
  z.object({ code: z.literal('already true'), level: price }),
  z.object({ code: z.literal('warming up'), seenMs: finite, windowMs: finite }),
  z.object({ code: z.literal('seen in part'), percent: finite, seenMs: finite, windowMs: finite }),
  z.object({ code: z.literal('stale price'), ageMs: finite }),
  z.object({ code: z.literal('way back'), level: price }),
  z.object({ code: z.literal('paused') }),
  z.object({ code: z.literal('expired'), t: epochMs }),
  z.object({ code: z.literal('snoozed'), until: epochMs, leftMs: finite }),
  z.object({ code: z.literal('confirming'), price }),
  z.object({ code: z.literal('another coin'), price }),
  z.object({ code: z.literal('blind'), forMs: z.nullable(finite) }),
  z.object({ code: z.literal('cooling'), until: epochMs, leftMs: finite, missed: z.int() }),
  z.object({ code: z.literal('fired'), t: epochMs }),
  z.object({ code: z.literal('ringing'), t: epochMs }),
]);

export const alarmView = z.object({
  id: alarmId,
  pairId,
  condition,
  ...alarmFields,
  state: z.enum(alarmStates),
  reason,
  percentToGo: z.nullable(finite),
  progress: finite,
  upLevel: z.nullable(price),
  downLevel: z.nullable(price),
  firedCount: z.int(),
  lastFiredAt: z.nullable(epochMs),
  createdAt: epochMs,
});

/** A price at which a snooze ends early: at or beyond it, in the direction. */
export const worse = z.strictObject({ price, direction });

/** Who silenced a ring, until when. `until` is source time, `at` local time. */
export const snooze = z.object({
  until: epochMs,
  unless: z.nullable(worse),
  by: z.string(),
  at: epochMs,
});

/** It has rung for as long as the user lets a ring sound: it goes on without sound. Absent until then. */
const overLimit = z.optional(z.boolean());
/** It came in a mute or in quiet hours: it is listed, makes no sound and brings up nothing. Absent otherwise. */
const held = z.optional(z.boolean());

/**
 * Something that rings: a firing, the test alarm, or that prices are out (`blind`) and back (`seeing`).
 * `softened`: nobody has come for so long that the siren became a chime each minute.
 */
export const ringing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('firing'),
    id: firingId,
    firing,
    pair,
    softened: z._default(z.boolean(), false),
    overLimit,
    held,
  }),
  z.object({ kind: z.literal('test'), id: firingId, startedAt: epochMs, overLimit, held }),
  z.object({
    kind: z.enum(['blind', 'seeing']),
    id: firingId,
    source: sourceId,
    /** The sentence for people: what is out, why, and what to do; or since when it is back. */
    title: z.string(),
    body: z.string(),
    startedAt: epochMs,
    softened: z._default(z.boolean(), false),
    overLimit,
    held,
  }),
]);

/** A firing that is silenced for a while. */
export const snoozed = z.object({ id: firingId, firing, pair, snooze });

/**
 * What happened while nobody could see it: late firings, and what could not be seen at all. `why`: the app was away, or it
 * was to be silent.
 */
export const summary = z.object({
  from: epochMs,
  to: epochMs,
  why: z._default(z.enum(['away', 'muted', 'quiet hours']), 'away'),
  firings: z.array(z.object({ firing, pair, holds: z.boolean() })),
});

/** Something to tell the user that is not an alarm, as a catalogue key with its parameters. */
export const notice = z.object({
  id: z.string(),
  code: z.enum([
    'rules-moved-aside',
    'rules-restored',
    'rules-newer',
    'rules-newer-restored',
    'rules-missing-restored',
    'state-moved-aside',
    'state-renewed',
    'state-unread',
    'folder-made-anew',
    'folder-replaced',
    'not-stored',
    'pair-vanished',
    'sound-failed',
    'sound-stand-in',
    'notification-failed',
    'no-tray',
    'blind',
    'another-coin',
    'fail-over',
    'not-seen',
  ]),
  params: z.record(z.string(), z.string()),
});

/** `paused`: nobody is asked for prices, and no alarm can ring, until it goes on. */
export const monitoring = z.enum(['on', 'paused']);

/** A pair that could be meant, offered when a symbol is unknown or ambiguous. */
export const candidate = z.object({
  id: pairId,
  label: z.string(),
  name: z.string(),
  source: sourceId,
  rank: z.nullable(z.int()),
});

/** A pair that a search has found. */
export const foundPair = z.extend(candidate, {
  base: z.string(),
  quote: z.string(),
  /** Another coin of the same source has the same ticker: only a person can tell which is meant. */
  shared: z.boolean(),
});

export const snapshot = z.object({
  seq: z.int(),
  at: epochMs,
  app: z.object({
    version: z.string(),
    demo: z.boolean(),
    pollMs: z.int(),
    /** What the environment or a flag decides in place of the settings; null where the settings do. */
    fixed: z.optional(z.object({ source: z.nullable(z.enum(sourceChoices)), pollMs: z.nullable(z.int()) })),
  }),
  pairs: z.array(pairView),
  alarms: z.array(alarmView),
  ringing: z.array(ringing),
  snoozed: z.array(snoozed),
  summary: z.nullable(summary),
  sources: z.array(sourceView),
  notices: z.array(notice),
  monitoring,
  mute: z.nullable(mute),
  /** Quiet hours, while they are in force. */
  quietNow: z.nullable(quiet),
  ownSound: z.nullable(ownSound),
  settings: appSettings,
});

/** What changed since the update numbered one less; lists replace by id, the other parts replace whole. */
export const update = z.object({
  seq: z.int(),
  at: epochMs,
  pairs: z.optional(z.array(pairView)),
  removedPairs: z.optional(z.array(pairId)),
  /** All pairs in the order of the list, where that is another one now. */
  order: z.optional(z.array(pairId)),
  alarms: z.optional(z.array(alarmView)),
  removedAlarms: z.optional(z.array(alarmId)),
  ringing: z.optional(z.array(ringing)),
  snoozed: z.optional(z.array(snoozed)),
  summary: z.optional(z.nullable(summary)),
  sources: z.optional(z.array(sourceView)),
  notices: z.optional(z.array(notice)),
  monitoring: z.optional(monitoring),
  mute: z.optional(z.nullable(mute)),
  quietNow: z.optional(z.nullable(quiet)),
  ownSound: z.optional(z.nullable(ownSound)),
  settings: z.optional(appSettings),
  /** Pairs whose past prices have just been filled: `chart.get` tells more now. */
  histories: z.optional(z.array(pairId)),
});

/** The host wants the interface to bring up a pair, or a view: the user chose it outside of the window. */
export const show = z.union([z.object({ pairId }), z.object({ view: z.enum(['settings']) })]);

export type Show = z.output<typeof show>;
export type SnoozedView = z.output<typeof snoozed>;
export type SnoozeView = z.output<typeof snooze>;
export type Summary = z.output<typeof summary>;
export type { MuteView, QuietView } from './hush.ts';
export type { OwnSoundView, TestResult } from './sound.ts';
export type { AppSettings as Settings } from './app-settings.ts';
export type PairView = z.output<typeof pairView>;
export type RingingView = z.output<typeof ringing>;
export type FiringView = z.output<typeof firing>;
export type DeliveryView = z.output<typeof delivery>;
export type Monitoring = z.output<typeof monitoring>;
export type BudgetView = z.output<typeof budget>;
export type SourceView = z.output<typeof sourceView>;
export type FailureKind = z.output<typeof sourceFailure>['kind'];
export type Notice = z.output<typeof notice>;
export type Candidate = z.output<typeof candidate>;
export type FoundPair = z.output<typeof foundPair>;
export type Snapshot = z.output<typeof snapshot>;
export type Update = z.output<typeof update>;
