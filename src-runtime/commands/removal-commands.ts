import type { Alarm, AlarmId } from '../../src-core/alarm.ts';
import type { Tracker } from '../../src-core/tracker.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type DiaryEntry, diaryOf, forgetDiary, restoreDiary } from '../alarm-diary.ts';
import { armingNowOf, type Desk } from '../desk.ts';
import { windowHistory } from '../window-history.ts';
import { watchedPairOf } from './lookup.ts';
import { changeRules, refusal } from './refuse.ts';
import { silenceAlarms } from './ring-commands.ts';
import { meantBy } from './scope.ts';
import { createUndo } from './undo.ts';

interface Removed {
  readonly alarm: Alarm;
  readonly tracker: Tracker | null;
  readonly diary: readonly DiaryEntry[];
}

/** Removes alarms, one or many in one write, and brings them back. */
export function createRemovalCommands(desk: Desk): Pick<Handlers, 'alarm.remove' | 'alarm.restore'> {
  const removed = createUndo<AlarmId, Removed>(desk.clock);
  const tooLate = () => refusal(desk, 'nothing-to-restore', 'error.nothing-to-restore');

  const putBack = ({ alarm, tracker: stored, diary }: Removed) => {
    const watched = desk.pairs.get(alarm.pairId);
    removed.delete(alarm.id);
    // Its pair went in the meantime: it is in the file no more either.
    if (watched === undefined) return;
    const armAt = armingNowOf(desk, watched.pair);
    desk.engine.addAlarm(alarm, { armAt, stored, history: windowHistory(desk, alarm) });
    restoreDiary(desk, alarm.id, diary);
    desk.outbox.tracker(alarm.id);
    desk.publisher.touchAlarm(alarm.id, alarm.pairId);
  };

  return {
    async 'alarm.remove'(scope, { client }) {
      const isMeant = meantBy(desk, scope);
      let gone: readonly Alarm[] = [];
      await changeRules(desk, (rules) => {
        gone = rules.alarms.filter(isMeant);
        return { ...rules, alarms: rules.alarms.filter((one) => !isMeant(one)) };
      });
      const ids = gone.map(({ id }) => id);
      for (const alarm of gone) {
        const { id } = alarm;
        removed.set(id, { alarm, tracker: desk.engine.tracker(id), diary: diaryOf(desk, id) });
        forgetDiary(desk, id);
      }
      silenceAlarms(desk, ids, client);
      for (const id of ids) {
        desk.engine.removeAlarm(id);
        desk.publisher.removeAlarm(id);
      }
      if (ids.length > 0) desk.log.info({ event: 'alarm.removed', alarms: ids });
      return { ids };
    },
    async 'alarm.restore'(input) {
      const ids = [...new Set('id' in input ? [input.id] : input.ids)];
      const bundles = ids.flatMap((id) => removed.get(id) ?? []);
      if (bundles.length === 0) throw tooLate();
      const here = bundles.filter(({ alarm }) => desk.pairs.has(alarm.pairId));
      const [first] = bundles;
      if (here.length === 0 && first !== undefined) watchedPairOf(desk, first.alarm.pairId);
      let back: typeof bundles = [];
      await changeRules(desk, (rules) => {
        // Two clients may undo at once, or a pair went in the meantime.
        const known = new Set(rules.alarms.map(({ id }) => id));
        const pairs = new Set(rules.pairs.map(({ id }) => id));
        back = here.filter(({ alarm }) => !known.has(alarm.id) && pairs.has(alarm.pairId));
        if (back.length === 0) throw tooLate();
        return { ...rules, alarms: [...rules.alarms, ...back.map(({ alarm }) => alarm)] };
      });
      for (const bundle of back) putBack(bundle);
      desk.outbox.save('power');
      return { restored: back.length };
    },
  };
}
