import type { Alarm, Firing } from '../../src-core/alarm.ts';
import { windowOf } from '../../src-core/condition.ts';
import { nearestApproach } from '../../src-core/nearest.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { diaryOf } from '../alarm-diary.ts';
import { type Desk, nowOf, type Stretch, type WatchedPair } from '../desk.ts';
import { firingsOf } from '../firing-list.ts';
import type { Past } from '../past-candles.ts';
import { replayed } from '../replaying.ts';
import { unwatchedStretches } from '../watch-diary.ts';
import { type Known, silenceAt } from './silence.ts';

const dayMs = 86_400_000;
/** What is measured from long ago is measured from as far back as this. */
const mostBackMs = 30 * dayMs;
const mostListed = 200;
const minuteMs = 60_000;

type Answer = CommandOut<'alarm.whyNot'>;

/** From when on prices matter to the day, and from when on the alarm is replayed. */
function startOf(
  { condition, createdAt }: Alarm,
  { pair }: WatchedPair,
  armedAt: EpochMs | null,
  from: EpochMs,
): { readonly history: EpochMs; readonly armed: EpochMs } {
  const oldest = from - mostBackMs;
  const windowMs = windowOf(condition);
  if (windowMs !== null) return { history: from - windowMs, armed: from };
  if (condition.kind === 'extreme' && condition.since.kind === 'pair added') {
    return { history: Math.min(from, Math.max(oldest, pair.addedAt)), armed: from };
  }
  if (condition.kind === 'target' || condition.kind === 'channel') {
    return { history: from - minuteMs, armed: from };
  }
  // Measured from its arming.
  const armed = Math.min(from, Math.max(oldest, armedAt ?? createdAt));
  return { history: armed - minuteMs, armed };
}

const within = ({ from, to }: Stretch, t: EpochMs) => t > from && t <= to;

/** Everything that is known of an alarm around that day. */
function known(
  desk: Desk,
  alarm: Alarm,
  watched: WatchedPair,
  armedAt: EpochMs | null,
): Omit<Known, 'slackMs' | 'byOwnPrices'> {
  return {
    alarm,
    armedAt,
    diary: diaryOf(desk, alarm.id),
    firings: firingsOf(desk, alarm.pairId, 0)
      .filter(({ alarmId }) => alarmId === alarm.id)
      .sort((a, b) => a.t - b.t),
    notSeen: watched.notSeen,
    unwatched: unwatchedStretches(desk),
  };
}

/** Whether these samples are of all of a stretch, but for a hole that is no hole. */
function covers(samples: readonly Sample[], { from, to }: Stretch): boolean {
  const first = samples.find(({ t }) => t > from);
  const last = samples.findLast(({ t }) => t <= to);
  return (
    first !== undefined && last !== undefined && first.t - from < 10 * minuteMs && to - last.t < 10 * minuteMs
  );
}

/** Replays a stretch of the past against an alarm: what would have rung, and why it did not. */
export async function whyNot(
  desk: Desk,
  pastCandles: (watched: WatchedPair, stretch: Stretch) => Promise<Past>,
  alarm: Alarm,
  watched: WatchedPair,
  asked: Stretch,
): Promise<Answer> {
  const { pair } = watched;
  const tracker = desk.engine.tracker(alarm.id);
  const armedAt = tracker === null || tracker.arming === null ? null : tracker.armAt;
  const to = Math.min(asked.to, nowOf(desk, pair));
  const stretch = { from: asked.from, to: Math.max(asked.from, to) };
  const start = startOf(alarm, watched, armedAt, stretch.from);
  const past = await pastCandles(watched, { from: start.history, to: stretch.to });
  const own = desk.history.samplesOf(pair.id, start.history).filter(({ t }) => t <= stretch.to);
  const candles = past.samples.filter(({ t }) => t > start.history && t <= stretch.to);
  // The last minutes are no candles yet, or were not when they were asked for.
  const seenTo = candles.at(-1)?.t ?? start.history;
  const samples = [...candles, ...own.filter(({ t }) => t > seenTo)];
  const inDay = (all: readonly Firing[]) => all.filter(({ t }) => within(stretch, t));
  const hits = inDay(await replayed(pair, alarm, samples, start.armed));
  const byOwnPrices = covers(own, stretch) ? inDay(await replayed(pair, alarm, own, start.armed)) : null;
  const facts: Known = {
    ...known(desk, alarm, watched, armedAt),
    // A candle says that it happened within it; live prices come a little later.
    slackMs: past.intervalMs + minuteMs,
    byOwnPrices,
  };
  return {
    from: stretch.from,
    to: stretch.to,
    intervalMs: past.intervalMs,
    complete: past.complete,
    count: hits.length,
    moments: hits.slice(0, mostListed).map((hit) => ({
      t: hit.t,
      direction: hit.proof.direction,
      level: hit.proof.level,
      price: hit.proof.proving.price,
      ...silenceAt(hit, facts),
    })),
    rang: facts.firings.filter(({ t }) => within(stretch, t)).slice(-mostListed),
    nearest: hits.length > 0 ? null : nearestApproach(alarm, pair, samples, start.armed),
    notSeen: facts.notSeen.filter((hole) => hole.to > stretch.from && hole.from < stretch.to),
    pausedSince: pausedAt(facts, stretch),
  };
}

/** Since when it was paused at the end of the stretch; null where it was not, or nobody knows since when. */
function pausedAt({ diary }: Known, { to }: Stretch): EpochMs | null {
  const last = diary.findLast(({ t, what }) => t <= to && (what === 'paused' || what === 'resumed'));
  return last?.what === 'paused' ? last.t : null;
}
