import type { Alarm } from '../../src-core/alarm.ts';
import { sameCondition } from '../../src-core/condition.ts';
import { CommandError } from '../../src-shared/contract/dispatch.ts';
import { alarmName } from '../alarm-name.ts';
import type { Desk } from '../desk.ts';
import { refusal } from './refuse.ts';

/** Another alarm of the pair that waits for the very same; null where there is none. */
export function twinOf(
  alarms: readonly Alarm[],
  { id, pairId, condition }: Pick<Alarm, 'id' | 'pairId' | 'condition'>,
): Alarm | null {
  const twin = alarms.find(
    (one) => one.id !== id && one.pairId === pairId && sameCondition(one.condition, condition),
  );
  return twin ?? null;
}

/** The refusal of a second alarm of one condition, with the id of the first. */
export function duplicate(desk: Pick<Desk, 'say' | 'pairs'>, twin: Alarm): CommandError {
  const { refusal: told } = refusal(desk, 'duplicate-alarm', 'error.duplicate-alarm', {
    alarm: alarmName(desk, twin),
  });
  return new CommandError({ ...told, alarmId: twin.id });
}
