import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Alarm, Firing } from '../../src-core/alarm.ts';
import { modeOf, windowOf } from '../../src-core/condition.ts';
import { nearestApproach } from '../../src-core/nearest.ts';
import { createReplay } from '../../src-core/replay.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type Desk, nowOf, type WatchedPair } from '../desk.ts';
import { createPastCandles, type Past } from '../past-candles.ts';
import { defaultCooldownMs } from '../storage/rules-migrations.ts';
import { alarmView } from '../views.ts';
import { alarmRuleOf, watchedPairOf } from './lookup.ts';
import { reachOf } from '../window-history.ts';
import { proposedWayBack } from './propose-way-back.ts';
import { refusal } from './refuse.ts';

const dayMs = 86_400_000;
const mostListed = 1_000;
/** A tick must not wait for a month of candles. */
const samplesPerTurn = 2_000;

/** Answers why an alarm has not rung, and how often it would have. */
export function createExplainCommands(desk: Desk): Pick<Handlers, 'alarm.explain' | 'alarm.replay'> {
  const pastCandles = createPastCandles(desk);

  const judgedAt = (alarm: Alarm): number | null => {
    const tracker = desk.engine.tracker(alarm.id);
    if (tracker === null || tracker.arming === null) return null;
    if (tracker.out !== null || tracker.resting) return tracker.lastFiredAt;
    return desk.engine.lastT(alarm.pairId);
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

  const run = async (alarm: Alarm, { pair }: WatchedPair, past: Past, from: number): Promise<Firing[]> => {
    const replay = createReplay(pair, alarm, from);
    const firings: Firing[] = [];
    for (let at = 0; at < past.samples.length; at += samplesPerTurn) {
      firings.push(...replay.feed(past.samples.slice(at, at + samplesPerTurn)));
      await nextTurn();
    }
    return firings;
  };

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
    async 'alarm.replay'(asked) {
      const watched = watchedPairOf(desk, asked.pairId);
      const to = nowOf(desk, watched.pair);
      const from = to - asked.days * dayMs;
      const past = await pastCandles(watched, { from: from - (windowOf(asked.condition) ?? 0), to });
      const firings = await run(draftOf(asked, watched), watched, past, from);
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
