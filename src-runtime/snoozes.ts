import type { PairId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import { endOfSnooze, isSnoozeOver } from '../src-core/snooze.ts';
import type { SnoozedView } from '../src-shared/contract/schemas.ts';
import { type Desk, nowOf } from './desk.ts';
import type { StoredFiring } from './storage/state-store.ts';
import { historyOfFirings } from './window-history.ts';

/** Whether what came true in a firing is still so; an alarm that is gone cannot say no. */
export function stillHolds(desk: Desk, { firing }: Pick<SnoozedView, 'firing'>): boolean {
  const alarm = desk.engine.alarmsOf(firing.pairId).find((one) => one.id === firing.alarmId);
  if (alarm === undefined) return true;
  return desk.engine.stillHolds(alarm, firing, historyOfFirings(desk)(alarm, firing));
}

/** A further firing joins the snooze of its alarm, also after a restart: stored with the firing. */
export function storeJoined(desk: Desk, { firing }: StoredFiring): void {
  const snooze = desk.ring.snoozeOf(firing.alarmId);
  if (snooze !== null) desk.outbox.snooze(firing.id, snooze);
}

function end(desk: Desk, one: SnoozedView, why: 'worse' | 'time'): void {
  desk.outbox.snooze(one.id, null);
  if (why === 'time' && !stillHolds(desk, one)) {
    // Who snoozed it has had their word; there is nothing to ring for any more.
    desk.ring.silence([one.id]);
    desk.outbox.acknowledgement(one.id, desk.clock.now(), one.snooze.by);
    desk.log.info({ event: 'ring.snooze-over', firing: one.id, why: 'no longer so' });
  } else {
    desk.ring.wake(one.id);
    desk.log.info({ event: 'ring.snooze-over', firing: one.id, why });
  }
  desk.publisher.touchAlarm(one.firing.alarmId, one.firing.pairId);
}

function endAll(desk: Desk, ended: readonly (readonly [SnoozedView, 'worse' | 'time'])[]): void {
  if (ended.length === 0) return;
  for (const [one, why] of ended) end(desk, one, why);
  desk.outbox.save('power');
  desk.publisher.touch('ringing');
}

/** Ends the snoozes of a pair that these samples end: a price got worse, or the time is over. */
export function endSnoozes(desk: Desk, pair: PairId, samples: readonly Sample[]): void {
  const snoozed = desk.ring.snoozedOf(pair);
  if (snoozed.length === 0) return;
  endAll(
    desk,
    snoozed.flatMap((one) => {
      for (const sample of samples) {
        const why = endOfSnooze(one.snooze, sample);
        if (why !== null) return [[one, why] as const];
      }
      return [];
    }),
  );
}

/** While a pair is blind its snoozes are counted by the clock. */
export function endSnoozesOfBlind(desk: Desk): void {
  const over = desk.ring.snoozed().filter(({ firing, snooze }) => {
    const watched = desk.pairs.get(firing.pairId);
    if (watched === undefined) return isSnoozeOver(snooze, desk.clock.now());
    return desk.blindness.staysBlind(firing.pairId) && isSnoozeOver(snooze, nowOf(desk, watched.pair));
  });
  endAll(
    desk,
    over.map((one) => [one, 'time'] as const),
  );
}
