import * as z from 'zod/mini';
import * as s from './schemas.ts';

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
  /** Stop watching a pair; its alarms go with it. */
  'pair.remove': { in: z.strictObject({ id: s.pairId }), out: nothing },
  /** Undo a removal of this run: the pair and its alarms come back as they were. */
  'pair.restore': { in: z.strictObject({ id: s.pairId }), out: nothing },
  /** What an alarm with this condition would do now; nothing is kept. */
  'alarm.preview': {
    in: z.strictObject({ pairId: s.pairId, condition: s.condition }),
    out: z.object({ alarm: s.alarmView }),
  },
  /** Add an alarm. `alreadyTrue`: the condition holds already, so it rings on the next crossing. */
  'alarm.add': {
    in: z.strictObject({ pairId: s.pairId, condition: s.condition }),
    out: z.object({ alarm: s.alarmView, alreadyTrue: z.boolean() }),
  },
  'alarm.remove': { in: z.strictObject({ id: s.alarmId }), out: nothing },
  /** Undo a removal of this run. */
  'alarm.restore': { in: z.strictObject({ id: s.alarmId }), out: nothing },
  /** Make a fired alarm active again, 60 seconds from now. */
  'alarm.rearm': { in: z.strictObject({ id: s.alarmId }), out: nothing },
  /** Acknowledge firings (or the test alarm): they stop ringing in every window and browser. */
  'ring.dismiss': {
    in: z.strictObject({ ids: z.array(s.firingId).check(z.minLength(1), z.maxLength(1_000)) }),
    out: z.object({ dismissed: z.int() }),
  },
  /** Acknowledge everything that rings. */
  'ring.dismissAll': { in: nothing, out: z.object({ dismissed: z.int() }) },
  /** Ring as an alarm would, without one. Pressing it again while it rings changes nothing. */
  'ring.test': { in: nothing, out: nothing },
  /** Stop asking for prices: no alarm can ring until monitoring goes on, or the app starts again. */
  'monitoring.pause': { in: nothing, out: nothing },
  /** Go on, with a price at once; what happened meanwhile is judged by that price. */
  'monitoring.resume': { in: nothing, out: nothing },
  'notice.dismiss': { in: z.strictObject({ id: z.string().check(z.maxLength(200)) }), out: nothing },
  /** The last 24 hours of a pair, sorted by time and without duplicates, and its firings in that time. */
  'chart.get': {
    in: z.strictObject({ pairId: s.pairId }),
    out: z.object({
      points: z.array(z.tuple([z.number(), z.number()])),
      firings: z.array(s.firing),
      /** Whether older candles could be fetched: `live only` where the source has none. */
      history: z.enum(['complete', 'live only', 'failed']),
    }),
  },
} as const;

/** Every event the host sends unasked. */
export const events = { update: s.update, show: s.show } as const;

export type CommandName = keyof typeof commands;
export type CommandIn<K extends CommandName> = z.input<(typeof commands)[K]['in']>;
export type CommandOut<K extends CommandName> = z.output<(typeof commands)[K]['out']>;
export type EventName = keyof typeof events;
export type EventData<K extends EventName> = z.output<(typeof events)[K]>;

/** Machine-readable part of a refusal. */
export const errorCodes = [
  'bad-input',
  'unknown-command',
  'unknown-pair',
  'unknown-alarm',
  'unknown-firing',
  'unknown-symbol',
  'ambiguous',
  'already-watching',
  'not-trading',
  'source-unavailable',
  'window-too-short',
  'not-fired',
  'nothing-to-restore',
  'storage-failed',
  'no-answer',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

const refusal = z.object({
  ok: z.literal(false),
  code: z.enum(errorCodes),
  /** One plain sentence for people: what is wrong and what to do. */
  message: z.string(),
  /** Pairs that could be meant (`unknown-symbol`, `ambiguous`), best first. */
  candidates: z.optional(z.array(s.candidate)),
});
export type Refusal = z.output<typeof refusal>;
export type Reply<K extends CommandName> = { ok: true; data: CommandOut<K> } | Refusal;
export const replyEnvelope = z.union([z.object({ ok: z.literal(true), data: z.unknown() }), refusal]);

/** What the interface sees, whatever the transport is. */
export interface AppApi {
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<Reply<K>>;
  /** Subscribes; the returned function ends it. */
  readonly onUpdate: (listener: (update: EventData<'update'>) => void) => () => void;
  /** Told when the user chose a pair outside of the window, in the tray. */
  readonly onShow: (listener: (show: EventData<'show'>) => void) => () => void;
  /** Told when the connection to the host comes or goes. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void;
}
