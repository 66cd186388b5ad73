import type { Alarm, AlarmId, AlarmView } from '../../src-core/alarm.ts';
import { type Condition, modeOf, windowOf } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Tracker } from '../../src-core/tracker.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { armingNowOf, type Desk, nowOf, sourceOf, type WatchedPair } from '../desk.ts';
import { historyMs } from '../history.ts';
import { defaultCooldownMs } from '../storage/rules-schema.ts';
import { alarmView } from '../views.ts';
import { windowHistory } from '../window-history.ts';
import { changeRules, refusal } from './refuse.ts';
import { acknowledge } from './ring-commands.ts';
import { createUndo } from './undo.ts';

type AlarmHandlers = Pick<
  Handlers,
  'alarm.preview' | 'alarm.add' | 'alarm.remove' | 'alarm.restore' | 'alarm.rearm'
>;

/** A window is at least this many intervals of its source long. */
const shortestIntervals = 4;
const longestFillMs = 5_000;

export function createAlarmCommands(desk: Desk, newId: () => AlarmId): AlarmHandlers {
  const removed = createUndo<AlarmId, { readonly alarm: Alarm; readonly tracker: Tracker | null }>(
    desk.clock,
  );

  const watchedPair = (id: PairId): WatchedPair => {
    const watched = desk.pairs.get(id);
    if (watched === undefined) throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
    return watched;
  };

  const ruleOf = (id: AlarmId): Alarm => {
    const alarm = desk.storage.rules.current().alarms.find((one) => one.id === id);
    if (alarm === undefined) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
    return alarm;
  };

  const viewOf = ({ id, pairId }: Alarm): AlarmView => {
    const view = alarmView(desk, id, pairId);
    // Removed by another client in the meantime.
    if (view === null) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
    return view;
  };

  const checkWindow = (condition: Condition, { pair }: WatchedPair) => {
    const windowMs = windowOf(condition);
    const { intervalMs } = sourceOf(desk, pair.source).poller;
    if (windowMs === null || windowMs >= shortestIntervals * intervalMs) return;
    const seconds = (ms: number) => `${Math.ceil(ms / 1_000)} s`;
    const params = { interval: seconds(intervalMs), shortest: seconds(shortestIntervals * intervalMs) };
    throw refusal(desk, 'window-too-short', 'error.window-too-short', params);
  };

  /** A source that is slow must not keep the user waiting: later candles serve the chart, and the window warms up. */
  const fillInTime = (watched: WatchedPair, windowMs: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = desk.clock.setTimer(resolve, longestFillMs);
    const backMs = Math.max(historyMs, windowMs);
    void desk.history.fill(watched.pair, nowOf(desk, watched.pair), backMs).then(() => {
      cancel();
      resolve();
    });
    return promise;
  };

  const draft = (pairId: PairId, condition: Condition, id: AlarmId): Alarm => ({
    id,
    pairId,
    condition,
    mode: modeOf(condition),
    cooldownMs: modeOf(condition) === 'repeat' ? defaultCooldownMs : 0,
    createdAt: desk.clock.now(),
  });

  return {
    'alarm.preview'({ pairId, condition }) {
      const watched = watchedPair(pairId);
      checkWindow(condition, watched);
      const alarm = draft(pairId, condition, 'preview');
      return {
        alarm: desk.engine.preview(alarm, windowHistory(desk, alarm), armingNowOf(desk, watched.pair)),
      };
    },
    async 'alarm.add'({ pairId, condition }) {
      const watched = watchedPair(pairId);
      checkWindow(condition, watched);
      // A window is filled before arming, or filling has failed.
      const windowMs = windowOf(condition);
      if (windowMs !== null) await fillInTime(watched, windowMs);
      const alarm = draft(pairId, condition, newId());
      await changeRules(desk, (rules) => {
        if (!rules.pairs.some((pair) => pair.id === pairId)) {
          throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
        }
        return { ...rules, alarms: [...rules.alarms, alarm] };
      });
      watchedPair(pairId);
      const armAt = armingNowOf(desk, watched.pair);
      const { alreadyTrue } = desk.engine.addAlarm(alarm, { armAt, history: windowHistory(desk, alarm) });
      desk.outbox.tracker(alarm.id);
      desk.outbox.save('power');
      desk.publisher.touchAlarm(alarm.id, pairId);
      desk.log.info({ event: 'alarm.added', alarm: alarm.id, pair: pairId, condition });
      return { alarm: viewOf(alarm), alreadyTrue };
    },
    async 'alarm.remove'({ id }, { client }) {
      const alarm = ruleOf(id);
      await changeRules(desk, (rules) => ({ ...rules, alarms: rules.alarms.filter((one) => one.id !== id) }));
      removed.set(id, { alarm, tracker: desk.engine.tracker(id) });
      const ringing = desk.ring.idsOf(id);
      if (ringing.length > 0) acknowledge(desk, ringing, client);
      desk.engine.removeAlarm(id);
      desk.publisher.removeAlarm(id);
      desk.log.info({ event: 'alarm.removed', alarm: id });
      return {};
    },
    async 'alarm.restore'({ id }) {
      const bundle = removed.get(id);
      if (bundle === undefined) throw refusal(desk, 'nothing-to-restore', 'error.nothing-to-restore');
      const { alarm, tracker } = bundle;
      const watched = watchedPair(alarm.pairId);
      await changeRules(desk, (rules) => {
        const gone = refusal(desk, 'nothing-to-restore', 'error.nothing-to-restore');
        // Two clients may undo at once, or the pair went in the meantime.
        if (rules.alarms.some((one) => one.id === id)) throw gone;
        if (!rules.pairs.some((pair) => pair.id === alarm.pairId)) throw gone;
        return { ...rules, alarms: [...rules.alarms, alarm] };
      });
      removed.delete(id);
      const history = windowHistory(desk, alarm);
      desk.engine.addAlarm(alarm, { armAt: armingNowOf(desk, watched.pair), stored: tracker, history });
      desk.outbox.tracker(id);
      desk.outbox.save('power');
      desk.publisher.touchAlarm(id, alarm.pairId);
      return {};
    },
    'alarm.rearm'({ id }) {
      const alarm = ruleOf(id);
      const watched = watchedPair(alarm.pairId);
      if (!desk.engine.rearm(id, armingNowOf(desk, watched.pair))) {
        throw refusal(desk, 'not-fired', 'error.not-fired');
      }
      desk.outbox.tracker(id);
      desk.outbox.save('power');
      desk.publisher.touchAlarm(id, alarm.pairId);
      desk.log.info({ event: 'alarm.rearmed', alarm: id });
      return {};
    },
  };
}
