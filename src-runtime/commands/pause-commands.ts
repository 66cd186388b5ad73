import type { AlarmId } from '../../src-core/alarm.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { armingNowOf, type Desk } from '../desk.ts';
import { watchedPairOf } from './lookup.ts';
import { changeRules, refusal } from './refuse.ts';
import { refusalByLife } from './refuse-by-life.ts';

type Scope = CommandIn<'alarm.pause'>;

/** Pause and resume of one alarm, of a pair's, or of all. */
export function createPauseCommands(desk: Desk): Pick<Handlers, 'alarm.pause' | 'alarm.resume'> {
  const meant = (scope: Scope): ((alarm: { readonly id: AlarmId; readonly pairId: string }) => boolean) => {
    if ('all' in scope) return () => true;
    if ('pairId' in scope) {
      watchedPairOf(desk, scope.pairId);
      return (alarm) => alarm.pairId === scope.pairId;
    }
    const ids = new Set(scope.ids);
    const known = desk.storage.rules.current().alarms.some((alarm) => ids.has(alarm.id));
    if (!known) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
    return (alarm) => ids.has(alarm.id);
  };

  const setPaused = async (scope: Scope, paused: boolean) => {
    const isMeant = meant(scope);
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
