import type { AlarmId } from '../src-core/alarm.ts';
import type { Pair } from '../src-core/pair.ts';
import type { PairMemory } from '../src-core/pair-slot.ts';
import type { PricePoint } from '../src-core/sample.ts';
import { type Desk, sourceOf } from './desk.ts';
import { recallRings, storedRings } from './recall-rings.ts';
import { renumbered } from './renumbered.ts';
import type { StoredExtremes } from './storage/state-store.ts';
import { windowHistory } from './window-history.ts';

function better(one: PricePoint | null, other: PricePoint | null, sign: 1 | -1): PricePoint | null {
  if (one === null || other === null) return one ?? other;
  return (one.price - other.price) * sign >= 0 ? one : other;
}

/** Numbers of firings count on from those of earlier runs, so that no two firings share an id. */
function renumber(desk: Desk, alarm: AlarmId, by: number): void {
  const rang = new Set(desk.ring.idsOf(alarm));
  const snoozed = desk.ring.snoozed().filter(({ id }) => rang.has(id));
  const waiting = desk.outbox.waitingFirings().filter(({ firing }) => rang.has(firing.id));
  desk.outbox.renumber(alarm, by);
  desk.ring.silence([...rang]);
  for (const stored of waiting) {
    const id = renumbered(stored.firing.id, alarm, by);
    desk.ring.add([{ ...stored, firing: { ...stored.firing, id } }]);
    const silenced = snoozed.find((one) => one.id === stored.firing.id);
    if (silenced !== undefined) desk.ring.snooze([id], silenced.snooze);
  }
}

/** What is remembered of a pair, with the highest and lowest price of earlier runs. */
function joinedMemory(memory: PairMemory, earlier: StoredExtremes | undefined): PairMemory {
  if (earlier === undefined) return memory;
  return {
    ...memory,
    highest: better(memory.highest, earlier.highest, 1),
    lowest: better(memory.lowest, earlier.lowest, -1),
  };
}

function joinPair(desk: Desk, pair: Pair, earlier: StoredExtremes | undefined): void {
  const { engine, storage } = desk;
  const memory = engine.pairMemory(pair.id);
  if (memory === null) return;
  const alarms = engine.alarmsOf(pair.id).map((alarm) => ({ alarm, tracker: engine.tracker(alarm.id) }));
  engine.removePair(pair.id);
  engine.addPair(pair, sourceOf(desk, pair.source).staleMs, joinedMemory(memory, earlier));
  for (const { alarm, tracker } of alarms) {
    const before = storage.state.lastFiringNumber(alarm.id);
    const firedBefore = before + (tracker?.firedCount ?? 0);
    if (before > 0) renumber(desk, alarm.id, before);
    const history = windowHistory(desk, alarm);
    engine.addAlarm(alarm, { armAt: null, stored: tracker, history, firedBefore });
  }
  desk.publisher.touchPair(pair.id);
}

/**
 * Goes on with what an earlier run has stored and could not be read at the start of this one: its highest and lowest
 * prices, the numbers of its firings, and the rings that nobody has acknowledged. Alarms stay armed as they are.
 */
export function joinEarlierRuns(desk: Desk): void {
  const earlier = desk.storage.state.extremes();
  for (const { pair } of desk.pairs.values()) joinPair(desk, pair, earlier.get(pair.id));
  recallRings(desk, storedRings(desk));
  for (const part of ['ringing', 'summary'] as const) desk.publisher.touch(part);
}
