import type { Alarm, AlarmId, AlarmView } from '../../src-core/alarm.ts';
import { type Condition, modeOf, sameCondition, windowOf } from '../../src-core/condition.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { noteInDiary } from '../alarm-diary.ts';
import { armingNowOf, type Desk, nowOf, type WatchedPair } from '../desk.ts';
import { historyMs } from '../history.ts';
import { ringAtOnce } from '../ring-at-once.ts';
import { defaultCooldownMs, usualAlarm } from '../storage/rules-migrations.ts';
import { alarmView } from '../views.ts';
import { windowHistory } from '../window-history.ts';
import { duplicate, twinOf } from './duplicates.ts';
import { alarmRuleOf, watchedPairOf } from './lookup.ts';
import { proposedWayBack } from './propose-way-back.ts';
import { changeRules, refusal } from './refuse.ts';
import { refusalByLife } from './refuse-by-life.ts';
import { windowProblem } from './window-problem.ts';

type AlarmHandlers = Pick<Handlers, 'alarm.preview' | 'alarm.add' | 'alarm.edit' | 'alarm.rearm'>;
type Options = Omit<CommandIn<'alarm.edit'>, 'id' | 'condition' | 'ringNow'>;

const longestFillMs = 5_000;

export function createAlarmCommands(desk: Desk, newId: () => AlarmId): AlarmHandlers {
  const viewOf = ({ id, pairId }: Alarm): AlarmView => {
    const view = alarmView(desk, id, pairId);
    // Removed by another client in the meantime.
    if (view === null) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
    return view;
  };

  const checkWindow = (condition: Condition, { pair }: WatchedPair) => {
    const windowMs = windowOf(condition);
    const problem = windowMs === null ? null : windowProblem(desk, windowMs, pair);
    if (problem !== null) throw refusal(desk, 'window-too-short', 'error.window-too-short', problem);
  };

  /** A source that is slow must not keep the user waiting: later candles serve the chart, and the window warms up. */
  const fillInTime = (condition: Condition, { pair }: WatchedPair) => {
    const windowMs = windowOf(condition);
    if (windowMs === null) return null;
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = desk.clock.setTimer(resolve, longestFillMs);
    void desk.history.fill(pair, nowOf(desk, pair), Math.max(historyMs, windowMs)).then(() => {
      cancel();
      resolve();
    });
    return promise;
  };

  const withOptions = (alarm: Alarm, options: Options): Alarm => {
    const { cooldownMs, wayBack, urgency, note, expiresAt } = options;
    return {
      ...alarm,
      mode: modeOf(alarm.condition, options.mode ?? alarm.mode),
      cooldownMs: cooldownMs ?? alarm.cooldownMs,
      wayBack: wayBack ?? alarm.wayBack,
      urgency: urgency ?? alarm.urgency,
      note: note ?? alarm.note,
      expiresAt: expiresAt === undefined ? alarm.expiresAt : expiresAt,
    };
  };

  const draft = (watched: WatchedPair, condition: Condition, id: AlarmId, options: Options): Alarm =>
    withOptions(
      {
        id,
        pairId: watched.pair.id,
        condition,
        mode: 'once',
        cooldownMs: defaultCooldownMs,
        ...usualAlarm,
        wayBack: proposedWayBack(desk, watched),
        createdAt: desk.clock.now(),
      },
      options,
    );

  const checkTwin = (
    wanted: Pick<Alarm, 'id' | 'pairId' | 'condition'>,
    alarms = desk.storage.rules.current().alarms,
  ) => {
    const twin = twinOf(alarms, wanted);
    if (twin !== null) throw duplicate(desk, twin);
  };

  const checkExpiry = ({ expiresAt }: Options, { pair }: WatchedPair) => {
    if (expiresAt === null || expiresAt === undefined || expiresAt > nowOf(desk, pair)) return;
    throw refusal(desk, 'bad-input', 'error.expiry-over');
  };

  return {
    'alarm.preview'({ pairId, condition, ...options }) {
      const watched = watchedPairOf(desk, pairId);
      checkWindow(condition, watched);
      const alarm = draft(watched, condition, 'preview', options);
      const armAt = armingNowOf(desk, watched.pair);
      const { view, alreadyTrue } = desk.engine.preview(alarm, windowHistory(desk, alarm), armAt);
      const twin = twinOf(desk.storage.rules.current().alarms, alarm);
      return { alarm: view, alreadyTrue, twin: twin?.id ?? null };
    },
    async 'alarm.add'({ pairId, condition, ringNow = false, ...options }) {
      const watched = watchedPairOf(desk, pairId);
      checkWindow(condition, watched);
      checkExpiry(options, watched);
      checkTwin({ id: 'new', pairId, condition });
      // A window is filled before arming, or filling has failed.
      await fillInTime(condition, watched);
      const alarm = draft(watched, condition, newId(), options);
      await changeRules(desk, (rules) => {
        if (!rules.pairs.some((pair) => pair.id === pairId)) {
          throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
        }
        checkTwin(alarm, rules.alarms);
        return { ...rules, alarms: [...rules.alarms, alarm] };
      });
      watchedPairOf(desk, pairId);
      const armAt = armingNowOf(desk, watched.pair);
      const { alreadyTrue, firing } = desk.engine.addAlarm(alarm, {
        armAt,
        history: windowHistory(desk, alarm),
        ringNow,
      });
      desk.outbox.tracker(alarm.id);
      desk.outbox.save('power');
      if (firing !== null) ringAtOnce(desk, watched, firing);
      desk.publisher.touchAlarm(alarm.id, pairId);
      desk.log.info({ event: 'alarm.added', alarm: alarm.id, pair: pairId, condition });
      return { alarm: viewOf(alarm), alreadyTrue };
    },
    async 'alarm.edit'({ id, condition: wanted, ringNow = false, ...options }) {
      const before = alarmRuleOf(desk, id);
      const watched = watchedPairOf(desk, before.pairId);
      const condition = wanted ?? before.condition;
      checkWindow(condition, watched);
      checkExpiry(options, watched);
      // Two of one condition from before keep what else is changed in them.
      const moves = !sameCondition(condition, before.condition);
      if (moves) checkTwin({ ...before, condition });
      if (wanted !== undefined) await fillInTime(condition, watched);
      let alarm = before;
      await changeRules(desk, (rules) => {
        const current = rules.alarms.find((one) => one.id === id);
        if (current === undefined) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
        alarm = withOptions({ ...current, condition: wanted ?? current.condition }, options);
        if (moves) checkTwin(alarm, rules.alarms);
        return { ...rules, alarms: rules.alarms.map((one) => (one.id === id ? alarm : one)) };
      });
      watchedPairOf(desk, before.pairId);
      if (moves) noteInDiary(desk, alarm, 'edited');
      const { alreadyTrue, firing } = desk.engine.changeAlarm(alarm, armingNowOf(desk, watched.pair), {
        history: windowHistory(desk, alarm),
        ringNow,
      });
      desk.outbox.tracker(id);
      desk.outbox.save('power');
      if (firing !== null) ringAtOnce(desk, watched, firing);
      desk.publisher.touchAlarm(id, alarm.pairId);
      desk.log.info({ event: 'alarm.edited', alarm: id, condition: alarm.condition });
      return { alarm: viewOf(alarm), alreadyTrue };
    },
    'alarm.rearm'({ id }) {
      const alarm = alarmRuleOf(desk, id);
      const watched = watchedPairOf(desk, alarm.pairId);
      const meaningless = refusalByLife(desk, alarm, 're-arm');
      if (meaningless !== null) throw meaningless;
      if (!desk.engine.rearm(id, armingNowOf(desk, watched.pair))) {
        throw refusal(desk, 'not-fired', 'error.not-fired');
      }
      noteInDiary(desk, alarm, 're-armed');
      desk.outbox.tracker(id);
      desk.outbox.save('power');
      desk.publisher.touchAlarm(id, alarm.pairId);
      desk.log.info({ event: 'alarm.rearmed', alarm: id });
      return {};
    },
  };
}
