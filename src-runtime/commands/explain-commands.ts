import type { Alarm } from '../../src-core/alarm.ts';
import { modeOf, windowOf } from '../../src-core/condition.ts';
import { nearestApproach } from '../../src-core/nearest.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type Desk, nowOf, type WatchedPair } from '../desk.ts';
import { diaryOf } from '../alarm-diary.ts';
import { createPastCandles } from '../past-candles.ts';
import { replayed } from '../replaying.ts';
import { defaultCooldownMs } from '../storage/rules-migrations.ts';
import { alarmView } from '../views.ts';
import { alarmRuleOf, watchedPairOf } from './lookup.ts';
import { whyNot } from '../why-not/why-not.ts';
import { reachOf } from '../window-history.ts';
import { proposedWayBack } from './propose-way-back.ts';
import { refusal } from './refuse.ts';

const dayMs = 86_400_000;
const mostListed = 1_000;
/** How far back the last price before an expiry is looked for. */
const lookBackMs = 3_600_000;

/** Answers why an alarm has not rung, and how often it would have. */
export function createExplainCommands(
  desk: Desk,
): Pick<Handlers, 'alarm.explain' | 'alarm.replay' | 'alarm.whyNot'> {
  const pastCandles = createPastCandles(desk);

  /** The last sample that was taken before an alarm was paused, or expired; null where nobody knows. */
  const lastBeforeOut = ({ id, pairId, expiresAt }: Alarm, out: 'paused' | 'expired'): number | null => {
    if (out === 'paused') return diaryOf(desk, id).findLast(({ what }) => what === 'paused')?.judged ?? null;
    const until = expiresAt ?? 0;
    return desk.history.samplesOf(pairId, until - lookBackMs).findLast(({ t }) => t < until)?.t ?? null;
  };

  const judgedAt = (alarm: Alarm): number | null => {
    const tracker = desk.engine.tracker(alarm.id);
    if (tracker === null || tracker.arming === null) return null;
    if (tracker.resting) return tracker.lastFiredAt;
    if (tracker.out === null) return desk.engine.lastT(alarm.pairId);
    const last = lastBeforeOut(alarm, tracker.out);
    const sinceArming = last !== null && last > (tracker.armAt ?? 0) ? last : null;
    return sinceArming ?? tracker.lastFiredAt;
  };

  const draftOf = (asked: CommandIn<'alarm.replay'>, watched: WatchedPair): Alarm => ({
    id: 'replay',
    pairId: watched.pair.id,
    condition: asked.condition,
    mode: modeOf(asked.condition, 'repeat'),
    cooldownMs: asked.cooldownMs ?? defaultCooldownMs,
    wayBack: asked.wayBack ?? proposedWayBack(desk, watched),
    urgency: 'silent',
    note: '',
    expiresAt: null,
    paused: false,
    createdAt: 0,
  });

  return {
    'alarm.explain'({ id }) {
      const alarm = alarmRuleOf(desk, id);
      const { pair, notSeen } = watchedPairOf(desk, alarm.pairId);
      const view = alarmView(desk, id, alarm.pairId);
      const tracker = desk.engine.tracker(id);
      if (view === null || tracker === null) throw refusal(desk, 'unknown-alarm', 'error.unknown-alarm');
      const armedAt = tracker.arming === null ? null : tracker.armAt;
      const since = Math.max(armedAt ?? 0, tracker.lastFiredAt ?? 0);
      const reach = reachOf(windowOf(alarm.condition) ?? 0);
      const samples = desk.history.samplesOf(alarm.pairId, Math.max(0, since - reach));
      return {
        alarm: view,
        armedAt,
        judgedAt: judgedAt(alarm),
        nearest: armedAt === null ? null : nearestApproach(alarm, pair, samples, since),
        notSeen: notSeen.filter((hole) => hole.to > since).map((hole) => ({ ...hole })),
      };
    },
    async 'alarm.whyNot'({ id, from, to }) {
      const alarm = alarmRuleOf(desk, id);
      return whyNot(desk, pastCandles, alarm, watchedPairOf(desk, alarm.pairId), { from, to });
    },
    async 'alarm.replay'(asked) {
      const watched = watchedPairOf(desk, asked.pairId);
      const to = nowOf(desk, watched.pair);
      const from = to - asked.days * dayMs;
      const past = await pastCandles(watched, { from: from - (windowOf(asked.condition) ?? 0), to });
      const firings = await replayed(watched.pair, draftOf(asked, watched), past.samples, from);
      return {
        from: Math.max(from, past.samples[0]?.t ?? to),
        to,
        intervalMs: past.intervalMs,
        complete: past.complete,
        count: firings.length,
        firings: firings.slice(-mostListed).map(({ t, proof }) => ({
          t,
          direction: proof.direction,
          level: proof.level,
          price: proof.proving.price,
        })),
      };
    },
  };
}
