import * as z from 'zod/mini';
import { alarmStates } from '../../src-core/alarm.ts';
import { sourceIds } from '../../src-core/pair.ts';
import { appSettings } from './app-settings.ts';
import { failureCauses } from './causes.ts';

// The page's policy forbids eval, and zod's compiled parsers would try it.
z.config({ jitless: true });

const finite = z.number();
const price = z.number().check(z.positive());
const percent = z.number().check(z.positive(), z.lte(1_000_000));
const epochMs = z.number().check(z.nonnegative());
/** Windows: 1 second to 30 days; the runtime refuses what is shorter than four polls. */
const windowMs = z.int().check(z.gte(1_000), z.lte(30 * 86_400_000));

export const pairId = z.string().check(z.minLength(1), z.maxLength(300));
export const alarmId = z.string().check(z.minLength(1), z.maxLength(100));
export const firingId = z.string().check(z.minLength(1), z.maxLength(120));
const sourceId = z.enum(sourceIds);
const direction = z.enum(['up', 'down']);
const wantedDirection = z.enum(['up', 'down', 'any']);

/** No asset comes near either end; beyond them distances in percent would overflow. */
const targetPrice = z.number().check(z.gte(1e-15), z.lte(1e15));

const targetCondition = z.strictObject({
  kind: z.literal('target'),
  price: targetPrice,
  direction: wantedDirection,
});
const channelCondition = z.strictObject({
  kind: z.literal('channel'),
  low: targetPrice,
  high: targetPrice,
  when: z.enum(['leaves', 'enters']),
});

const stepCondition = z.strictObject({
  kind: z.literal('step'),
  every: z.number().check(z.positive(), z.lte(1e15)),
  unit: z.enum(['percent', 'quote']),
});

const extremeCondition = z.strictObject({
  kind: z.literal('extreme'),
  extreme: z.enum(['max', 'min']),
  percent,
  since: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pair added') }),
    z.strictObject({ kind: z.literal('alarm armed') }),
    z.strictObject({ kind: z.literal('window'), ms: windowMs }),
  ]),
});
const moveCondition = z.strictObject({
  kind: z.literal('move'),
  percent,
  direction: wantedDirection,
  over: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('window'), ms: windowMs, from: z.enum(['extreme', 'start']) }),
    z.strictObject({ kind: z.literal('since start') }),
  ]),
});

/** True where the condition asks for a fall of 100 % or more, which no price can make. */
function fallsToNothing(condition: { kind: string; percent?: number; extreme?: string; direction?: string }) {
  const falls = condition.kind === 'extreme' ? condition.extreme === 'max' : condition.direction !== 'up';
  return condition.percent !== undefined && falls && condition.percent >= 100;
}

export const condition = z
  .discriminatedUnion('kind', [
    targetCondition,
    channelCondition,
    extremeCondition,
    moveCondition,
    stepCondition,
  ])
  .check(z.refine((value) => !fallsToNothing(value), { path: ['percent'], error: 'falls to nothing' }))
  .check(
    z.refine((value) => value.kind !== 'channel' || value.low < value.high, {
      path: ['high'],
      error: 'the upper end is not above the lower one',
    }),
  )
  .check(
    z.refine((value) => value.kind !== 'step' || value.unit === 'quote' || value.every >= 0.001, {
      path: ['every'],
      error: 'steps too small to tell apart',
    }),
  );

const mode = z.enum(['once', 'repeat']);
const urgency = z.enum(['loud', 'normal', 'silent']);
/** Silence after a firing, in ms. */
const cooldownMs = z.int().check(z.gte(1_000), z.lte(7 * 86_400_000));
/** A fraction, not percent. */
const wayBack = z.number().check(z.gte(0), z.lte(0.1));
const note = z.string().check(z.maxLength(500));

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

const alarmFields = {
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

/** How a firing reached people, or why not: one line for each attempt, in the order in which they came. */
export const delivery = z.object({
  channel: z.enum(['notification', 'sound', 'window']),
  outcome: z.enum(['shown', 'played', 'failed', 'clicked']),
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

/** A price at which a snooze ends early: at or beyond it, in the direction. */
export const worse = z.strictObject({ price, direction });

/** Who silenced a ring, until when. `until` is source time, `at` local time. */
export const snooze = z.object({
  until: epochMs,
  unless: z.nullable(worse),
  by: z.string(),
  at: epochMs,
});

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
  }),
  z.object({ kind: z.literal('test'), id: firingId, startedAt: epochMs }),
  z.object({
    kind: z.enum(['blind', 'seeing']),
    id: firingId,
    source: sourceId,
    /** The sentence for people: what is out, why, and what to do; or since when it is back. */
    title: z.string(),
    body: z.string(),
    startedAt: epochMs,
    softened: z._default(z.boolean(), false),
  }),
]);

/** A firing that is silenced for a while. */
export const snoozed = z.object({ id: firingId, firing, pair, snooze });

/** What happened while nobody could see it: late firings, and what could not be seen at all. */
export const summary = z.object({
  from: epochMs,
  to: epochMs,
  firings: z.array(z.object({ firing, pair, holds: z.boolean() })),
});

export const sourceFailure = z.object({
  kind: z.enum(['offline', 'rate-limited', 'blocked', 'unknown-symbol', 'bad-response', 'server']),
  /** Why, as far as it is known: what people are told. */
  cause: z.enum(failureCauses),
  /** How long it has been failing. */
  forMs: finite,
});

const use = z.object({ limit: finite, used: finite });

/** How much may be asked of a source by the app's own rule, and how much was, in the source's own count. */
export const budget = z.object({
  /** Any 60 seconds. */
  perMinute: use,
  /** The calendar month (UTC). */
  perMonth: z.nullable(use),
  /** How far apart prices are asked for, in ms, where the budget makes that longer than was wanted. */
  stretchedToMs: z.nullable(finite),
});

/** How a source is doing. `starting` until the first answer; `frozen` while it answers with old prices only. */
export const sourceView = z.object({
  id: sourceId,
  state: z.enum(['starting', 'live', 'frozen', 'failing']),
  failure: z.nullable(sourceFailure),
  lastSuccessAgeMs: z.nullable(finite),
  /** How old the newest of its prices is while it is frozen. */
  frozenForMs: z.nullable(finite),
  nextTryInMs: z.nullable(finite),
  /** From which age on its prices are too old to judge. */
  staleMs: finite,
  pairs: z.int(),
  /** Null where it may be asked without end. */
  budget: z.nullable(budget),
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

export const snapshot = z.object({
  seq: z.int(),
  at: epochMs,
  app: z.object({ version: z.string(), demo: z.boolean(), pollMs: z.int() }),
  pairs: z.array(pairView),
  alarms: z.array(alarmView),
  ringing: z.array(ringing),
  snoozed: z.array(snoozed),
  summary: z.nullable(summary),
  sources: z.array(sourceView),
  notices: z.array(notice),
  monitoring,
  settings: appSettings,
});

/** What changed since the update numbered one less; lists replace by id, the other parts replace whole. */
export const update = z.object({
  seq: z.int(),
  at: epochMs,
  pairs: z.optional(z.array(pairView)),
  removedPairs: z.optional(z.array(pairId)),
  alarms: z.optional(z.array(alarmView)),
  removedAlarms: z.optional(z.array(alarmId)),
  ringing: z.optional(z.array(ringing)),
  snoozed: z.optional(z.array(snoozed)),
  summary: z.optional(z.nullable(summary)),
  sources: z.optional(z.array(sourceView)),
  notices: z.optional(z.array(notice)),
  monitoring: z.optional(monitoring),
  settings: z.optional(appSettings),
  /** Pairs whose past prices have just been filled: `chart.get` tells more now. */
  histories: z.optional(z.array(pairId)),
});

/** The host wants the interface to bring up a pair: the user chose it outside of the window. */
export const show = z.object({ pairId });

export type Show = z.output<typeof show>;
export type SnoozedView = z.output<typeof snoozed>;
export type SnoozeView = z.output<typeof snooze>;
export type Summary = z.output<typeof summary>;
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
export type Snapshot = z.output<typeof snapshot>;
export type Update = z.output<typeof update>;
