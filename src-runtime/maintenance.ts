import type { PairId } from '../src-core/pair.ts';
import { type Desk, settingsOf } from './desk.ts';
import { createBugGuard } from './guard-against-bugs.ts';
import { endSnoozesOfBlind } from './snoozes.ts';

const pulseMs = 5_000;
/** A pulse that comes this much too late by the wall clock: the computer has slept, or its clock was set. */
const gapMs = 10_000;
const hourMs = 3_600_000;
const yearMs = 366 * 24 * hourMs;
/** Few at a time, so that a tick never waits. */
const pairsPerPulse = 3;
const firingsPerHour = 500;

/** What becomes of rows that grow old, a little at each pulse. */
function createHousekeeping(desk: Desk): () => void {
  let hour = Number.NaN;
  let due: PairId[] = [];
  let unwatched: PairId[] | null = null;
  const { storage, outbox } = desk;

  /** Prices of pairs that nobody watches any more; the time for an undo ended with the last run. */
  const findUnwatched = (): PairId[] => {
    // Where the rules could not be read, what belongs to them waits for the user to bring them back.
    if (storage.rules.recovered !== null) return [];
    const watched = new Set(storage.rules.current().pairs.map((pair) => pair.id));
    return storage.history.pairs().filter((pair) => !watched.has(pair));
  };

  const dropUnwatched = () => {
    unwatched ??= findUnwatched();
    const [pair] = unwatched;
    if (pair === undefined) return false;
    let more = false;
    // Somebody may watch it again by now.
    if (!desk.pairs.has(pair)) {
      outbox.save('process', () => {
        more = storage.history.drop(pair);
      });
    }
    if (!more) unwatched.shift();
    return true;
  };

  const pack = () => {
    if (!storage.history.packIsDue()) return false;
    return outbox.save('process', () => void storage.history.pack());
  };

  /** A wall clock may be set, and what is let go does not come back: only prices tell how late it is. */
  const timeOf = (pair: PairId) => desk.engine.lastT(pair) ?? Number.NEGATIVE_INFINITY;

  const dropFirings = () => {
    const before = Math.max(...[...desk.pairs.keys()].map(timeOf)) - yearMs;
    if (!storage.state.hasFiringsBefore(before)) return;
    outbox.save('process', () => void storage.state.dropFirings(before, firingsPerHour));
  };

  /** Pairs with prices that are too old, looked for once an hour. */
  const startHour = () => {
    const current = Math.floor(desk.clock.now() / hourMs);
    if (current === hour) return;
    hour = current;
    due = [...desk.pairs.values()]
      .filter(({ pair }) => storage.history.thinIsDue(pair.id, timeOf(pair.id)))
      .map(({ pair }) => pair.id);
    dropFirings();
  };

  const thin = () => {
    startHour();
    const some = due.splice(0, pairsPerPulse).flatMap((id) => desk.pairs.get(id) ?? []);
    if (some.length === 0) return;
    outbox.save('process', () => {
      for (const { pair } of some) {
        if (storage.history.thin(pair.id, timeOf(pair.id))) due.push(pair.id);
      }
    });
  };

  return () => {
    if (!dropUnwatched() && !pack()) thin();
  };
}

/**
 * What happens without a tick: prices grow stale, old rows are packed and dropped, a disk that refused is tried again, a
 * sleep is noticed. Returns what ends it.
 * @param onGap told after a gap of the wall clock, with its length in ms
 */
export function startMaintenance(desk: Desk, onGap: (ms: number) => void): () => void {
  let cancel = () => {};
  let due = 0;
  const guarded = createBugGuard(() => desk.log);
  const keepHouse = createHousekeeping(desk);

  const schedule = () => {
    due = desk.clock.now() + pulseMs;
    cancel = desk.clock.setTimer(pulse, pulseMs);
  };
  const pulse = () => {
    const late = desk.clock.now() - due;
    // First: whatever breaks below, the next pulse comes.
    schedule();
    if (late > gapMs) guarded('gap', () => onGap(late));
    guarded('fail-over', desk.failOver.look);
    guarded('blind', () => {
      desk.blindness.look();
      endSnoozesOfBlind(desk);
    });
    guarded('hush', desk.hush.look);
    guarded('age', () => {
      if (desk.ring.age(settingsOf(desk))) desk.publisher.touch('ringing');
    });
    guarded('outdated', desk.publisher.touchOutdated);
    guarded('storage', desk.outbox.tryAgain);
    guarded('housekeeping', keepHouse);
    desk.storage.rules.backUp();
  };
  schedule();
  return () => cancel();
}
