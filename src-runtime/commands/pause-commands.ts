import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { noteInDiary } from '../alarm-diary.ts';
import { armingNowOf, type Desk } from '../desk.ts';
import { changeRules } from './refuse.ts';
import { refusalByLife } from './refuse-by-life.ts';
import { meantBy } from './scope.ts';

type Scope = CommandIn<'alarm.pause'>;

/** Pause and resume of one alarm, of a pair's, or of all. */
export function createPauseCommands(desk: Desk): Pick<Handlers, 'alarm.pause' | 'alarm.resume'> {
  const setPaused = async (scope: Scope, paused: boolean) => {
    const isMeant = meantBy(desk, scope);
    const asked = desk.storage.rules
      .current()
      .alarms.filter(isMeant)
      .map((alarm) => ({ alarm, refused: refusalByLife(desk, alarm, paused ? 'pause' : 'resume') }));
    const affected = asked.filter(({ refused }) => refused === null);
    const [first] = asked;
    // Who names alarms is told why; of a pair, or of all, those it means something to are meant.
    if (affected.length === 0 && 'ids' in scope && first?.refused) throw first.refused;
    const ids = new Set(affected.map(({ alarm }) => alarm.id));
    await changeRules(desk, (rules) => ({
      ...rules,
      alarms: rules.alarms.map((alarm) => (ids.has(alarm.id) ? { ...alarm, paused } : alarm)),
    }));
    let changed = 0;
    for (const alarm of desk.storage.rules.current().alarms.filter((one) => ids.has(one.id))) {
      const watched = desk.pairs.get(alarm.pairId);
      // Of a source that is not at work in this run; it is in the file.
      if (watched === undefined) continue;
      noteInDiary(desk, alarm, paused ? 'paused' : 'resumed');
      desk.engine.changeAlarm(alarm, armingNowOf(desk, watched.pair));
      desk.outbox.tracker(alarm.id);
      desk.publisher.touchAlarm(alarm.id, alarm.pairId);
      changed += 1;
    }
    desk.outbox.save('power');
    desk.log.info({ event: paused ? 'alarm.paused' : 'alarm.resumed', alarms: [...ids] });
    return { changed };
  };

  return {
    'alarm.pause': (scope) => setPaused(scope, true),
    'alarm.resume': (scope) => setPaused(scope, false),
  };
}
