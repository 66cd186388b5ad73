import * as z from 'zod/mini';
import { conditionKinds } from '../../src-core/condition.ts';
import { alarmCommands } from './alarm-commands.ts';
import { appSettings, appSettingsChange } from './app-settings.ts';
import { chartAnswer, chartRange } from './chart.ts';
import { errorCodes } from './error-codes.ts';
import * as s from './schemas.ts';
import { hushCommands } from './hush-commands.ts';
import { sourceCommands } from './source-commands.ts';
import { importPlan, largestImportBytes } from './transfer.ts';
import { epochMs } from './values.ts';

const nothing = z.strictObject({});

/**
 * Every command: what goes in, what comes back. Both transports carry them; `docs/protocol.md` explains each and a
 * test holds it against this table.
 */
export const commands = {
  /** Everything the interface shows; the base for numbered updates. */
  'state.get': { in: nothing, out: s.snapshot },
  /** Watch a pair: by what the user typed (`btcusdt`, `BTC/USDT`), or by the id of a candidate. */
  'pair.add': {
    in: z.union([
      z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(100)) }),
      z.strictObject({ id: s.pairId }),
    ]),
    out: z.object({ pair: s.pairView }),
  },
  /** Pairs that are meant by what is being typed, likeliest first; of nothing typed the largest. Nothing is kept. */
  'symbols.search': {
    in: z.strictObject({
      text: z.string().check(z.maxLength(100)),
      limit: z.optional(z.int().check(z.gte(1), z.lte(50))),
    }),
    out: z.object({
      candidates: z.array(s.foundPair),
      /** Sources whose list is not at hand (yet). */
      missing: z.array(s.sourceId),
    }),
  },
  /** Stop watching a pair; its alarms go with it. */
  'pair.remove': { in: z.strictObject({ id: s.pairId }), out: nothing },
  /** Undo a removal of this run: the pair and its alarms come back as they were. */
  'pair.restore': { in: z.strictObject({ id: s.pairId }), out: nothing },
  /** Decide about a price ten times off: the same coin goes on; another one forgets all prices before. */
  'pair.decide': { in: z.strictObject({ id: s.pairId, is: z.enum(['same', 'another']) }), out: nothing },
  /** Put pairs into this order; those that are not named follow, in the order in which they stand. */
  'pair.order': {
    in: z.strictObject({ ids: z.array(s.pairId).check(z.minLength(1), z.maxLength(10_000)) }),
    out: nothing,
  },
  ...alarmCommands,
  /** Acknowledge firings (or the test alarm): they stop ringing in every window and browser. */
  'ring.dismiss': {
    in: z.strictObject({ ids: z.array(s.firingId).check(z.minLength(1), z.maxLength(1_000)) }),
    out: z.object({ dismissed: z.int() }),
  },
  /** Silence firings until a time (source time) or for some minutes, unless a price gets worse; then they ring again. */
  'ring.snooze': {
    in: z.strictObject({
      ids: z.array(s.firingId).check(z.minLength(1), z.maxLength(1_000)),
      for: z.union([
        z.strictObject({ minutes: z.int().check(z.gte(1), z.lte(7 * 1_440)) }),
        z.strictObject({ until: epochMs }),
      ]),
      unless: z.optional(s.worse),
    }),
    out: z.object({ snoozed: z.int() }),
  },
  /** The summary of what happened meanwhile was read: its firings are acknowledged. */
  'summary.dismiss': { in: nothing, out: nothing },
  /** Past firings with their proof, newest first; those of one moment stay on one page, whatever the limit. */
  'firings.list': {
    in: z.strictObject({
      pairId: z.optional(s.pairId),
      /** Only those of conditions of these kinds. */
      kinds: z.optional(
        z.array(z.enum(conditionKinds)).check(z.minLength(1), z.maxLength(conditionKinds.length)),
      ),
      /** Only those that came true at or after then, source time. */
      since: z.optional(z.number()),
      /** Only those that came true before then, source time. */
      before: z.optional(z.number()),
      limit: z.int().check(z.gte(1), z.lte(200)),
    }),
    out: z.object({ firings: z.array(z.object({ firing: s.firing, pair: s.pair })) }),
  },
  /** Change settings; what is left out stays. */
  'settings.set': { in: appSettingsChange, out: appSettings },
  ...hushCommands,
  ...sourceCommands,
  /** Acknowledge everything that rings. */
  'ring.dismissAll': { in: nothing, out: z.object({ dismissed: z.int() }) },
  /** Ring as an alarm would, without one. Pressing it again while it rings changes nothing. */
  'ring.test': { in: nothing, out: nothing },
  /** Stop asking for prices: no alarm can ring until monitoring goes on, or the app starts again. */
  'monitoring.pause': { in: nothing, out: nothing },
  /** Go on, with a price at once; what happened meanwhile is judged by that price. */
  'monitoring.resume': { in: nothing, out: nothing },
  'notice.dismiss': { in: z.strictObject({ id: z.string().check(z.maxLength(200)) }), out: nothing },
  /** The candles of a pair over a range (a day, if none is named), sorted and without duplicates, and its newest firings in it. */
  'chart.get': {
    in: z.strictObject({ pairId: s.pairId, range: z.optional(chartRange) }),
    out: z.extend(chartAnswer, { firings: z.array(s.firing) }),
  },
  /** The last 24 hours of several pairs in few points each, from what is stored; for lines in a list. */
  'sparks.get': {
    in: z.strictObject({ ids: z.array(s.pairId).check(z.minLength(1), z.maxLength(100)) }),
    out: z.object({
      sparks: z.array(z.object({ id: s.pairId, points: z.array(z.tuple([z.number(), z.number()])) })),
    }),
  },
  /** Pairs, alarms and settings as one readable file, with a name for it. */
  'data.export': { in: nothing, out: z.object({ text: z.string(), name: z.string() }) },
  /** What importing a file would change: one of this app, or of the first web app. Nothing is changed. */
  'data.previewImport': {
    in: z.strictObject({ text: z.string().check(z.maxLength(largestImportBytes)) }),
    out: importPlan,
  },
  /** Do what a preview told, all of it or nothing; refused where the rules have changed since. */
  'data.applyImport': {
    in: z.strictObject({ token: z.string().check(z.minLength(1), z.maxLength(100)) }),
    out: z.object({ pairs: z.int(), alarms: z.int(), settings: z.int() }),
  },
} as const;

/** Every event the host sends unasked. */
export const events = { update: s.update, show: s.show } as const;

export type CommandName = keyof typeof commands;
export type CommandIn<K extends CommandName> = z.input<(typeof commands)[K]['in']>;
export type CommandOut<K extends CommandName> = z.output<(typeof commands)[K]['out']>;
export type EventName = keyof typeof events;
export type EventData<K extends EventName> = z.output<(typeof events)[K]>;

export { errorCodes, type ErrorCode } from './error-codes.ts';

const refusal = z.object({
  ok: z.literal(false),
  code: z.enum(errorCodes),
  /** One plain sentence for people: what is wrong and what to do. */
  message: z.string(),
  /** The alarm that is there already (`duplicate-alarm`). */
  alarmId: z.optional(s.alarmId),
  /** Pairs that could be meant (`unknown-symbol`, `ambiguous`), best first. */
  candidates: z.optional(z.array(s.candidate)),
});
export type Refusal = z.output<typeof refusal>;
export type Reply<K extends CommandName> = { ok: true; data: CommandOut<K> } | Refusal;
export const replyEnvelope = z.union([z.object({ ok: z.literal(true), data: z.unknown() }), refusal]);

/** What the interface sees, whatever the transport is. */
export interface AppApi {
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<Reply<K>>;
  /** What importing this text would change, however long it is; `data.applyImport` with its token does it. */
  readonly importFile: (text: string) => Promise<Reply<'data.previewImport'>>;
  /** Keeps a sound file as the user's own. */
  readonly uploadSound: (file: Uint8Array<ArrayBuffer>, name: string) => Promise<Reply<'sound.upload'>>;
  /** Everything the user typed, as a file to keep. */
  readonly exportFile: () => Promise<Reply<'data.export'>>;
  /** Subscribes; the returned function ends it. */
  readonly onUpdate: (listener: (update: EventData<'update'>) => void) => () => void;
  /** Told when the user chose a pair outside of the window, in the tray. */
  readonly onShow: (listener: (show: EventData<'show'>) => void) => () => void;
  /** Told when the connection to the host comes or goes. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void;
}
