import * as z from 'zod/mini';
import { sourceIds } from '../../src-core/pair.ts';

// The page's policy forbids eval, and zod's compiled parsers would try it.
z.config({ jitless: true });

const finite = z.number();
const price = z.number().check(z.positive());
const percent = z.number().check(z.positive(), z.lte(1_000_000));
const epochMs = z.number().check(z.nonnegative());
/** Windows of this version: 1 second to 24 hours; the runtime refuses what is shorter than four polls. */
const windowMs = z.int().check(z.gte(1_000), z.lte(86_400_000));

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
  .discriminatedUnion('kind', [targetCondition, extremeCondition, moveCondition])
  .check(z.refine((value) => !fallsToNothing(value), { path: ['percent'], error: 'falls to nothing' }));

/** The rule of an alarm as the user typed it; what the settings file keeps. */
export const alarmRule = z.object({
  id: alarmId,
  pairId,
  condition,
  mode: z.enum(['once', 'repeat']),
  cooldownMs: z.int().check(z.gte(0), z.lte(7 * 86_400_000)),
  createdAt: epochMs,
});

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
  z.object({ code: z.literal('cooling'), until: epochMs, leftMs: finite }),
  z.object({ code: z.literal('fired'), t: epochMs }),
  z.object({ code: z.literal('ringing'), t: epochMs }),
]);

export const alarmView = z.object({
  id: alarmId,
  pairId,
  condition,
  mode: z.enum(['once', 'repeat']),
  state: z.enum(['ringing', 'fired', 'cooling', 'armed']),
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
  proof,
  receivedAt: epochMs,
  acknowledgedAt: z.nullable(epochMs),
  acknowledgedBy: z.nullable(z.string()),
  /** Of the desktop only: a browser does not report what it showed. */
  deliveries: z._default(z.array(delivery), []),
});

/** Something that rings: a firing, or the test alarm. */
export const ringing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('firing'), id: firingId, firing, pair }),
  z.object({ kind: z.literal('test'), id: firingId, startedAt: epochMs }),
]);

export const sourceFailure = z.object({
  kind: z.enum(['offline', 'rate-limited', 'blocked', 'unknown-symbol', 'bad-response', 'server']),
  /** How long it has been failing. */
  forMs: finite,
});

/** How a source is doing. `starting` until the first answer. */
export const sourceView = z.object({
  id: sourceId,
  state: z.enum(['starting', 'live', 'failing']),
  failure: z.nullable(sourceFailure),
  lastSuccessAgeMs: z.nullable(finite),
  nextTryInMs: z.nullable(finite),
  /** From which age on its prices are too old to judge. */
  staleMs: finite,
  pairs: z.int(),
});

/** Something to tell the user that is not an alarm, as a catalogue key with its parameters. */
export const notice = z.object({
  id: z.string(),
  code: z.enum([
    'rules-moved-aside',
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
  sources: z.array(sourceView),
  notices: z.array(notice),
  monitoring,
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
  sources: z.optional(z.array(sourceView)),
  notices: z.optional(z.array(notice)),
  monitoring: z.optional(monitoring),
  /** Pairs whose past prices have just been filled: `chart.get` tells more now. */
  histories: z.optional(z.array(pairId)),
});

/** The host wants the interface to bring up a pair: the user chose it outside of the window. */
export const show = z.object({ pairId });

export type Show = z.output<typeof show>;
export type PairView = z.output<typeof pairView>;
export type RingingView = z.output<typeof ringing>;
export type FiringView = z.output<typeof firing>;
export type DeliveryView = z.output<typeof delivery>;
export type Monitoring = z.output<typeof monitoring>;
export type SourceView = z.output<typeof sourceView>;
export type FailureKind = z.output<typeof sourceFailure>['kind'];
export type Notice = z.output<typeof notice>;
export type Candidate = z.output<typeof candidate>;
export type Snapshot = z.output<typeof snapshot>;
export type Update = z.output<typeof update>;
