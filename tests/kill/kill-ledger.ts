import { strict as assert } from 'node:assert';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { FiringView, RingingView, Snapshot } from '../../src-shared/contract/schemas.ts';
import type { RecordLine } from './kill-record.ts';
import type { ServedTick } from './kill-server.ts';

/** A command that was sent and not answered before the kill: it may be in effect or not, and nothing else may. */
type Pending =
  | { readonly kind: 'add'; readonly condition: Condition }
  | { readonly kind: 'remove' | 'rearm'; readonly alarm: string }
  | { readonly kind: 'dismiss'; readonly firings: readonly string[] }
  | { readonly kind: 'pair'; readonly pair: string };

interface KnownAlarm {
  readonly condition: Condition;
  /** How often it may have been re-armed, unanswered attempts included. */
  rearms: number;
  /** Wall clock of the last re-arm that was answered `ok`. */
  rearmedAt: number | null;
}

/** What clients were told and promised over all lives of the host; everything it shows is held against that. */
export interface Ledger {
  readonly promised: {
    readonly alarm: (id: string, condition: Condition) => void;
    readonly removed: (id: string) => void;
    readonly rearmed: (id: string) => void;
    readonly dismissed: (ids: readonly string[]) => void;
    readonly pairWatched: (id: string, watched: boolean) => void;
  };
  readonly pending: (what: Pending) => void;
  /** The answer to the last pending command came. */
  readonly answered: () => void;
  /** A client was shown this. */
  readonly told: (ringing: readonly RingingView[]) => void;
  /** The first snapshot after a restart, held against everything promised. */
  readonly check: (snapshot: Snapshot) => void;
  /** The record of alarms holds everything that clients were shown, once. */
  readonly checkRecord: (lines: readonly RecordLine[]) => void;
  /** Everything in the record was shown to somebody. */
  readonly checkNoneInvented: (lines: readonly RecordLine[]) => void;
  readonly alarmIds: () => string[];
  readonly ringingIds: () => string[];
  readonly seenFirings: () => number;
}

export function createLedger(ticks: readonly ServedTick[]): Ledger {
  const alarms = new Map<string, KnownAlarm>();
  const removed = new Set<string>();
  const pairs = new Map<string, boolean>();
  const firings = new Map<string, FiringView>();
  /** Told and not acknowledged for sure. */
  const open = new Set<string>();
  const dismissed = new Set<string>();
  let pending: Pending | null = null;

  const close = (id: string) => {
    open.delete(id);
    dismissed.add(id);
  };

  /** Whether a firing or an alarm that nobody was answered for comes from the command that was under way. */
  const mayBeAdded = (condition: Condition) =>
    pending?.kind === 'add' && JSON.stringify(pending.condition) === JSON.stringify(condition);

  const adopt = (id: string, condition: Condition): KnownAlarm => {
    const adopted: KnownAlarm = { condition, rearms: 0, rearmedAt: null };
    alarms.set(id, adopted);
    return adopted;
  };

  const forget = (id: string) => {
    removed.add(id);
    for (const firing of firings.values()) if (firing.alarmId === id) close(firing.id);
  };

  const alarmOf = (firing: FiringView) => {
    const known = alarms.get(firing.alarmId);
    if (known !== undefined) return known;
    assert.ok(mayBeAdded(firing.proof.condition), `${firing.id} belongs to no alarm that anybody asked for`);
    return adopt(firing.alarmId, firing.proof.condition);
  };

  /** The rule came true: the proof holds prices that the source told one after the other, with the level between. */
  const checkProof = (firing: FiringView) => {
    const alarm = alarmOf(firing);
    const { proof, id } = firing;
    assert.deepEqual(proof.condition, alarm.condition, `${id} proves another rule`);
    const tickOf = (price: number | undefined) => ticks.findIndex((tick) => tick.price === price);
    const [from, to] = [tickOf(proof.before?.price), tickOf(proof.after.price)];
    assert.ok(from >= 0 && from < to, `${id} has prices that the source never told, or not in that order`);
    const came =
      proof.direction === 'up' ? proof.after.price >= proof.level : proof.after.price <= proof.level;
    assert.ok(came, `${id} rang at ${proof.after.price}, which has not reached ${proof.level}`);
    if (alarm.condition.kind === 'target') {
      assert.equal(proof.level, alarm.condition.price);
      // The tick that the kill took away may have been the one on the other side.
      const sides = ticks
        .slice(from, to)
        .map(({ price }) => (proof.direction === 'up' ? price <= proof.level : price >= proof.level));
      assert.ok(sides.includes(true), `${id} rang without a crossing before ${proof.after.price}`);
      const number = Number(id.split('#')[1]);
      assert.ok(number >= 1 && number <= 1 + alarm.rearms, `${id} rang more often than it was armed`);
    }
  };

  const seeFiring = (firing: FiringView) => {
    const known = firings.get(firing.id);
    if (known === undefined) {
      checkProof(firing);
      firings.set(firing.id, firing);
      return;
    }
    assert.deepEqual(
      { t: firing.t, proof: firing.proof },
      { t: known.t, proof: known.proof },
      `${firing.id} stands for two firings`,
    );
  };

  const told: Ledger['told'] = (ringing) => {
    for (const one of ringing) {
      if (one.kind !== 'firing') continue;
      seeFiring(one.firing);
      assert.ok(!dismissed.has(one.id), `${one.id} was acknowledged and rings`);
      open.add(one.id);
    }
  };

  const settlePairs = (snapshot: Snapshot) => {
    const shown = new Set(snapshot.pairs.map((pair) => pair.id));
    for (const [id, watched] of pairs) {
      if (pending?.kind === 'pair' && pending.pair === id) continue;
      assert.equal(shown.has(id), watched, `${id} should ${watched ? '' : 'not '}be watched`);
    }
    if (pending?.kind === 'pair') pairs.set(pending.pair, shown.has(pending.pair));
  };

  const settleAlarms = (snapshot: Snapshot) => {
    for (const { id, condition } of snapshot.alarms) {
      if (alarms.has(id)) continue;
      assert.ok(mayBeAdded(condition), `nobody asked for alarm ${id}`);
      adopt(id, condition);
    }
    const shown = new Map(snapshot.alarms.map((alarm) => [alarm.id, alarm]));
    for (const [id, known] of alarms) {
      const view = shown.get(id);
      if (view !== undefined) checkAlarm(id, known, view);
      if (pending?.kind === 'remove' && pending.alarm === id) {
        // Nobody was answered: what rang of it may ring on, and is open until somebody dismisses it.
        if (view === undefined) removed.add(id);
        continue;
      }
      const should = removed.has(id) ? 'should not' : 'should';
      assert.equal(view !== undefined, !removed.has(id), `alarm ${id} ${should} be there`);
    }
  };

  const checkAlarm = (id: string, known: KnownAlarm, view: AlarmView) => {
    assert.deepEqual(view.condition, known.condition, `alarm ${id} changed its rule`);
    const coolsStill = known.rearmedAt !== null && Date.now() - known.rearmedAt < 50_000;
    if (coolsStill) assert.notEqual(view.state, 'fired', `alarm ${id} was re-armed, and that is forgotten`);
  };

  const settleRings = (snapshot: Snapshot) => {
    const ringing = new Set(snapshot.ringing.map((one) => one.id));
    const unsure = new Set(pending?.kind === 'dismiss' ? pending.firings : []);
    const halfRemoved = pending?.kind === 'remove' ? pending.alarm : null;
    for (const id of open) {
      if (ringing.has(id)) continue;
      const mayBeOver = unsure.has(id) || firings.get(id)?.alarmId === halfRemoved;
      assert.ok(mayBeOver, `${id} rang, nobody acknowledged it, and it does not ring again`);
      close(id);
    }
  };

  const checkRecord: Ledger['checkRecord'] = (lines) => {
    const twice = lines.filter(
      ({ id, t }, at) => lines.findIndex((one) => one.id === id && one.t === t) < at,
    );
    assert.deepEqual(twice, [], 'recorded twice');
    const recorded = new Map(lines.map((line) => [line.id, line]));
    for (const { id, t, proof } of firings.values()) {
      const { reference, proving } = proof;
      const shown = { id, t, oldPrice: reference.price, newPrice: proving.price };
      assert.partialDeepStrictEqual(recorded.get(id), shown, `${id} rang and is not in the record`);
    }
  };

  const checkNoneInvented: Ledger['checkNoneInvented'] = (lines) => {
    const unknown = lines.filter(({ id }) => !firings.has(id) && !removed.has(id.split('#')[0] ?? ''));
    assert.deepEqual(unknown, [], 'recorded, and nobody was told');
  };

  return {
    promised: {
      alarm: (id, condition) => void adopt(id, condition),
      removed: forget,
      rearmed(id) {
        const known = alarms.get(id);
        if (known !== undefined) known.rearmedAt = Date.now();
      },
      dismissed: (ids) => ids.forEach(close),
      pairWatched: (id, watched) => pairs.set(id, watched),
    },
    pending(what) {
      pending = what;
      const known = what.kind === 'rearm' ? alarms.get(what.alarm) : undefined;
      if (known !== undefined) known.rearms += 1;
    },
    answered() {
      pending = null;
    },
    told,
    check(snapshot) {
      settlePairs(snapshot);
      settleAlarms(snapshot);
      settleRings(snapshot);
      told(snapshot.ringing);
      pending = null;
    },
    checkRecord,
    checkNoneInvented,
    alarmIds: () => [...alarms.keys()].filter((id) => !removed.has(id)),
    ringingIds: () => [...open],
    seenFirings: () => firings.size,
  };
}
