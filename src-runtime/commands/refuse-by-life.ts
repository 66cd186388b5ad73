import type { Alarm, AlarmState } from '../../src-core/alarm.ts';
import type { AlarmCommand } from '../../src-core/life/events.ts';
import { refusalOf } from '../../src-core/life/table.ts';
import type { CommandError } from '../../src-shared/contract/dispatch.ts';
import { type Desk, nowOf } from '../desk.ts';
import { refusal } from './refuse.ts';

/** What an alarm shows, and what it would show without its ring. */
function shownBy(
  desk: Desk,
  { id, pairId, paused }: Alarm,
): readonly [shown: AlarmState, without: AlarmState] {
  const watched = desk.pairs.get(pairId);
  const shown = watched && desk.engine.view(id, nowOf(desk, watched.pair), desk.ring.facetOf(id));
  const without = watched && desk.engine.view(id, nowOf(desk, watched.pair), null);
  // Of a source that is not at work in this run only its rule is known.
  const byRule = paused ? 'paused' : 'armed';
  return [shown?.state ?? byRule, without?.state ?? byRule];
}

/** Why a command means nothing to an alarm as it is now, by the one table of an alarm's life; null where it does. */
export function refusalByLife(desk: Desk, alarm: Alarm, command: AlarmCommand): CommandError | null {
  const [shown, without] = shownBy(desk, alarm);
  const code = refusalOf(shown, command, without);
  return code === null ? null : refusal(desk, code, `error.${code}`);
}
