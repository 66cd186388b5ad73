import * as z from 'zod/mini';
import * as s from './schemas.ts';
import { whyNotAnswer } from './why-not.ts';

const nothing = z.strictObject({});
const oneAlarm = z.strictObject({ id: s.alarmId });
const someAlarms = z.strictObject({ ids: z.array(s.alarmId).check(z.minLength(1), z.maxLength(10_000)) });

/** One alarm or several, all of a pair, or all. */
const alarmScope = z.union([
  someAlarms,
  z.strictObject({ pairId: s.pairId }),
  z.strictObject({ all: z.literal(true) }),
]);
const oneOrScope = z.union([oneAlarm, ...alarmScope.def.options]);

/** Commands about alarms; a part of the table in `contract.ts`. */
export const alarmCommands = {
  /**
   * What an alarm with this condition would do now, with a way back proposed where none is given; nothing is kept.
   * `alreadyTrue`: it holds already, as `alarm.add` would answer. `twin`: another alarm of the pair waits for the same.
   */
  'alarm.preview': {
    in: z.strictObject({ pairId: s.pairId, condition: s.condition, ...s.alarmOptions }),
    out: z.object({ alarm: s.alarmView, alreadyTrue: z.boolean(), twin: z.nullable(s.alarmId) }),
  },
  /**
   * Add an alarm. `alreadyTrue`: the condition holds already, so it rings on the next crossing, or at once where
   * `ringNow` says so.
   */
  'alarm.add': {
    in: z.strictObject({
      pairId: s.pairId,
      condition: s.condition,
      ...s.alarmOptions,
      ringNow: z.optional(z.boolean()),
    }),
    out: z.object({ alarm: s.alarmView, alreadyTrue: z.boolean() }),
  },
  /** Change an alarm. Another condition, and a later expiry of an expired one, arm it afresh. */
  'alarm.edit': {
    in: z.strictObject({
      id: s.alarmId,
      condition: z.optional(s.condition),
      ...s.alarmOptions,
      ringNow: z.optional(z.boolean()),
    }),
    out: z.object({ alarm: s.alarmView, alreadyTrue: z.boolean() }),
  },
  /** Pause one alarm, a pair's, or all: they are not judged until they are resumed. Answers how many changed. */
  'alarm.pause': { in: alarmScope, out: z.object({ changed: z.int() }) },
  /** Resume: each is armed now, with the last price. */
  'alarm.resume': { in: alarmScope, out: z.object({ changed: z.int() }) },
  /** Why an alarm has not rung: how near it came since it was armed, and when it was judged last (source time). */
  'alarm.explain': {
    in: z.strictObject({ id: s.alarmId }),
    out: z.object({
      alarm: s.alarmView,
      armedAt: z.nullable(z.number()),
      judgedAt: z.nullable(z.number()),
      nearest: z.nullable(z.object({ percent: z.number(), price: z.number(), t: z.number() })),
      notSeen: z.array(z.object({ from: z.number(), to: z.number() })),
    }),
  },
  /**
   * Why an alarm did not ring in a stretch of the past, a day at most: what would have rung by the same engine over stored or
   * fetched candles, and what kept each from ringing. Times are source time.
   */
  'alarm.whyNot': {
    in: z
      .strictObject({
        id: s.alarmId,
        from: z.number().check(z.nonnegative()),
        to: z.number().check(z.nonnegative()),
      })
      // A day on which clocks are set back has 25 hours.
      .check(z.refine(({ from, to }) => to > from && to - from <= 26 * 3_600_000, { path: ['to'] })),
    out: whyNotAnswer,
  },
  /** How often such an alarm would have rung over the last days, by the same rules, over stored and fetched candles. */
  'alarm.replay': {
    in: z.strictObject({
      pairId: s.pairId,
      condition: s.condition,
      ...s.alarmOptions,
      days: z.int().check(z.gte(1), z.lte(365)),
    }),
    out: z.object({
      from: z.number(),
      to: z.number(),
      /** The candles it was judged by, in ms. */
      intervalMs: z.int(),
      /** Whether all of the days could be had. */
      complete: z.boolean(),
      count: z.int(),
      /** The newest thousand. */
      firings: z.array(
        z.object({
          t: z.number(),
          direction: z.enum(['up', 'down']),
          level: z.number(),
          price: z.number(),
        }),
      ),
    }),
  },
  /** Remove one alarm, several, a pair's, or all. `ids`: which went, to be handed to `alarm.restore`. */
  'alarm.remove': { in: oneOrScope, out: z.object({ ids: z.array(s.alarmId) }) },
  /** Undo removals of this run. Answers how many came back. */
  'alarm.restore': { in: z.union([oneAlarm, someAlarms]), out: z.object({ restored: z.int() }) },
  /** Make a fired alarm active again, 60 seconds from now. */
  'alarm.rearm': { in: z.strictObject({ id: s.alarmId }), out: nothing },
} as const;
