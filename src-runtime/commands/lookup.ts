import type { Alarm, AlarmId } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Desk, WatchedPair } from '../desk.ts';
import { refusal } from './refuse.ts';

/** A watched pair, or its refusal. */
export function watchedPairOf(desk: Desk, id: PairId): WatchedPair {
  const watched = desk.pairs.get(id);
  if (watched === undefined) throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
  return watched;
}

/** An alarm's rule as it is on disk, or its refusal. */
export function alarmRuleOf(desk: Desk, id: AlarmId): Alarm {
  const alarm = desk.storage.rules.current().alarms.find((one) => one.id === id);
  if (alarm === undefined) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
  return alarm;
}
