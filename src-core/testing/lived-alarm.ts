import type { Alarm, AlarmState, Firing } from '../alarm.ts';
import type { Condition } from '../condition.ts';
import type { AlarmCommand, Occurrence } from '../life/events.ts';
import type { RingFacet } from '../state.ts';
import { btc, hour, minute, move, type Scenario, scenario, second, sinceStart, target } from './scenario.ts';

const day = 24 * hour;
const cooldownMs = 12 * hour;
const blindMs = 5 * minute + 1;

/** What an alarm of which everything may happen is made with. */
export interface Upbringing {
  readonly condition: Condition;
  readonly mode: Alarm['mode'];
  /** What ends its cooldown is true again. */
  readonly movesOn?: boolean;
}

export const upbringings: Readonly<Record<string, Upbringing>> = {
  'an edge that rings once': { condition: target(100, 'up'), mode: 'once' },
  'an edge that repeats': { condition: target(100, 'up'), mode: 'repeat' },
  'an anchored one that repeats': { condition: move(5, 'up', sinceStart), mode: 'repeat' },
  'an anchored one that moves on while it cools': {
    condition: move(5, 'up', sinceStart),
    mode: 'repeat',
    movesOn: true,
  },
};

/** An alarm in a real engine with the smallest of rings, to which everything can happen. */
export interface LivedAlarm {
  /** Answers false where the engine refuses. */
  readonly does: Readonly<Record<AlarmCommand | Occurrence, () => boolean>>;
  /** Null once it is gone. */
  readonly shown: () => AlarmState | null;
  readonly withoutRing: () => AlarmState | null;
  /** What tells it apart from other lives, as far as what may happen next is concerned. */
  readonly signature: () => string;
}

function alarmOf(s: Scenario): Alarm | undefined {
  return s.engine.alarmsOf(btc.id)[0];
}

export function livedAlarm({ condition, mode, movesOn = false }: Upbringing): LivedAlarm {
  const s = scenario(99);
  s.addAlarm(condition, { mode, cooldownMs, wayBack: 0, expiresAt: s.now() + 30 * day });
  let ring: { readonly firing: Firing; readonly snoozed: boolean } | null = null;
  let told = 0;
  let sawTrue = false;

  const facet = (): RingFacet | null => {
    if (ring === null) return null;
    const since = ring.firing.t;
    return ring.snoozed ? { kind: 'snoozed', since, until: since + hour } : { kind: 'ringing', since };
  };
  /** A further firing joins the ring as it is. */
  const hear = () => {
    const [next] = s.firings.slice(told);
    told = s.firings.length;
    if (next !== undefined) ring ??= { firing: next, snoozed: false };
  };
  const base = () => {
    const memory = s.engine.tracker('a1')?.memory;
    return memory?.kind === 'move since start' ? (memory.base?.price ?? 99) : 99;
  };
  const sampleAt = (t: number, isTrue: boolean) => {
    sawTrue = isTrue;
    const low = condition.kind === 'target' ? 98 : base();
    const high = condition.kind === 'target' ? 101 : base() * 1.06;
    const price = isTrue ? high : condition.kind === 'target' ? 99 : low;
    s.take({ t, price, kind: 'quote', ...(isTrue && { range: { low, high, from: s.now() } }) });
    hear();
    return true;
  };
  const sample = (isTrue: boolean) => sampleAt(s.now() + second, isTrue);
  const change = (more: Partial<Alarm>) => {
    s.change(more);
    return true;
  };
  const another = (one: Condition): Condition =>
    one.kind === 'target' ? { ...one, price: one.price === 100 ? 100.5 : 100 } : move(5.5, 'up', sinceStart);
  const view = (facetOf: RingFacet | null) => s.engine.view('a1', s.now(), facetOf)?.state ?? null;

  return {
    does: {
      'edit condition': () => change({ condition: another(alarmOf(s)?.condition ?? condition) }),
      'edit rest': () => change({ note: 'x', urgency: 'silent', wayBack: 0 }),
      pause: () => change({ paused: true }),
      resume: () => change({ paused: false }),
      're-arm': () => s.rearm(),
      acknowledge() {
        const rang = ring !== null;
        ring = null;
        return rang;
      },
      snooze() {
        if (ring === null) return false;
        ring = { ...ring, snoozed: true };
        return true;
      },
      'end of snooze'() {
        const alarm = alarmOf(s);
        if (alarm === undefined || ring === null || !ring.snoozed) return false;
        const holds = s.engine.stillHolds(alarm, ring.firing, s.samples);
        ring = holds ? { ...ring, snoozed: false } : null;
        return true;
      },
      'later expiry': () => change({ expiresAt: s.now() + 60 * day }),
      remove() {
        s.engine.removeAlarm('a1');
        ring = null;
        return true;
      },
      'comes true': () => sample(true),
      'does not come true': () => sample(false),
      'cooldown over'() {
        const { coolUntil = null, armAt = null } = s.engine.tracker('a1') ?? {};
        return sampleAt(
          Math.max(coolUntil ?? 0, (armAt ?? 0) + 1, s.now() + second),
          movesOn && coolUntil !== null,
        );
      },
      'expiry reached'() {
        const expiresAt = alarmOf(s)?.expiresAt ?? 0;
        const isBlind = s.engine.isBlind(btc.id, s.now());
        if (isBlind) s.wait(Math.max(0, expiresAt - s.now()));
        else sampleAt(Math.max(expiresAt, s.now() + second), false);
        return true;
      },
      'goes blind'() {
        s.wait(blindMs);
        return true;
      },
      'sees again': () => sample(false),
      restart() {
        s.restart();
        return true;
      },
    },
    shown: () => view(facet()),
    withoutRing: () => view(null),
    signature() {
      const tracker = s.engine.tracker('a1');
      const waits = tracker?.arming === null && (tracker.armAt ?? 0) > s.now();
      return JSON.stringify([
        view(facet()),
        view(null),
        alarmOf(s)?.paused,
        (alarmOf(s)?.expiresAt ?? 0) <= s.now(),
        tracker?.out,
        tracker?.resting,
        tracker?.arming === null,
        waits,
        tracker?.coolUntil !== null,
        s.engine.isBlind(btc.id, s.now()),
        sawTrue,
      ]);
    },
  };
}
