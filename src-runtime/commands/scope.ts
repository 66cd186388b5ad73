import type { Alarm } from '../../src-core/alarm.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Desk } from '../desk.ts';
import { watchedPairOf } from './lookup.ts';
import { refusal } from './refuse.ts';

/** Which alarms a command is about. */
export type Scope = CommandIn<'alarm.remove'>;

/** Whether an alarm is meant. Refused where the pair, or every alarm that is named, is not there. */
export function meantBy(desk: Desk, scope: Scope): (alarm: Pick<Alarm, 'id' | 'pairId'>) => boolean {
  if ('all' in scope) return () => true;
  if ('pairId' in scope) {
    watchedPairOf(desk, scope.pairId);
    return (alarm) => alarm.pairId === scope.pairId;
  }
  const ids = new Set('id' in scope ? [scope.id] : scope.ids);
  const known = desk.storage.rules.current().alarms.some((alarm) => ids.has(alarm.id));
  if (!known) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
  return (alarm) => ids.has(alarm.id);
}
