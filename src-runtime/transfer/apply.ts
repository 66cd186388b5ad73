import { isDeepStrictEqual } from 'node:util';
import { windowOf } from '../../src-core/condition.ts';
import { createEngine } from '../../src-core/engine.ts';
import { type Pair, type PairId, pairLabel } from '../../src-core/pair.ts';
import { watchPair, welcomed } from '../commands/pair-commands.ts';
import { changeRules, refusal } from '../commands/refuse.ts';
import { applySettings } from '../commands/settings-commands.ts';
import { armingNowOf, type Desk, nowOf, sourceOf } from '../desk.ts';
import { historyMs } from '../history.ts';
import { windowHistory } from '../window-history.ts';
import { type Plan, type PlanLimits, planImport, type ResolvedFile, rulesWith } from './plan.ts';

/** A source that is slow must not keep the user waiting: windows warm up instead, in ms. */
const longestFillMs = 5_000;

/** @throws where the engine would not take what the plan brings: better now than after it was written */
function rehearse(desk: Desk, { pairs, alarms }: Plan): void {
  const engine = createEngine();
  const used = new Set(alarms.added.map(({ pairId }) => pairId));
  const there = desk.storage.rules.current().pairs.filter(({ id }) => used.has(id));
  for (const pair of [...there, ...pairs.added]) {
    engine.addPair(pair, desk.sources.get(pair.source)?.staleMs ?? 0);
  }
  for (const alarm of alarms.added) engine.addAlarm(alarm, { armAt: null });
}

/** Pairs whose past a window needs, and how far back. */
function pairsToFill(
  desk: Desk,
  { pairs, alarms }: Plan,
): { readonly pair: Pair; readonly backMs: number }[] {
  const backOf = new Map<PairId, number>();
  for (const { pairId, condition } of alarms.added) {
    const windowMs = windowOf(condition);
    if (windowMs !== null) backOf.set(pairId, Math.max(historyMs, backOf.get(pairId) ?? 0, windowMs));
  }
  const watched = [...desk.pairs.values()].map(({ pair }) => pair);
  return [...watched, ...pairs.added].flatMap((pair) => {
    const backMs = backOf.get(pair.id);
    return backMs === undefined ? [] : [{ pair, backMs }];
  });
}

/** A window is filled before arming, or filling has failed. */
async function fillWindows(desk: Desk, wanted: ReturnType<typeof pairsToFill>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = desk.clock.setTimer(resolve, longestFillMs);
  const fills = wanted.map(({ pair, backMs }) => desk.history.fill(pair, nowOf(desk, pair), backMs));
  void Promise.all(fills).then(() => resolve());
  await promise;
  cancel();
}

/** Puts what was written to work. */
function start(desk: Desk, { pairs, alarms }: Plan): void {
  for (const pair of pairs.added) {
    watchPair(desk, pair);
    sourceOf(desk, pair.source).poller.pollSoon();
  }
  for (const alarm of alarms.added) {
    const watched = desk.pairs.get(alarm.pairId);
    // Removed by another client while the file was written.
    if (watched === undefined) continue;
    desk.engine.addAlarm(alarm, {
      armAt: armingNowOf(desk, watched.pair),
      stored: null,
      firedBefore: desk.storage.state.lastFiringNumber(alarm.id),
      history: windowHistory(desk, alarm),
    });
    desk.outbox.tracker(alarm.id);
    desk.publisher.touchAlarm(alarm.id, alarm.pairId);
  }
  // What an earlier watch of the same pair has left is not its highest and lowest since added.
  for (const { id } of pairs.added) {
    desk.outbox.keep(`extremes ${id}`, ({ state }) => state.dropExtremes(id));
  }
  desk.outbox.save('power');
}

/**
 * Carries a plan out: everything of it in one write, or nothing.
 * @throws CommandError `import-outdated` where the rules have changed so that another plan would come of the file,
 *   `storage-failed` where the disk refuses
 */
export async function applyImport(
  desk: Desk,
  plan: Plan,
  file: ResolvedFile,
  limits: PlanLimits,
): Promise<void> {
  const isOutdated = () => !isDeepStrictEqual(planImport(file, desk.storage.rules.current(), limits), plan);
  const outdated = refusal(desk, 'import-outdated', 'error.import-outdated');
  if (isOutdated()) throw outdated;
  rehearse(desk, plan);
  const wanted = pairsToFill(desk, plan);
  if (wanted.length > 0) await fillWindows(desk, wanted);
  await changeRules(desk, (rules) => {
    if (isOutdated()) throw outdated;
    const next = rulesWith(rules, plan, file);
    return plan.pairs.added.length > 0 ? welcomed(next) : next;
  });
  start(desk, plan);
  applySettings(desk);
  desk.publisher.touch('settings');
  desk.log.info({
    event: 'import.applied',
    from: plan.from,
    pairs: plan.pairs.added.map(pairLabel),
    alarms: plan.alarms.added.length,
    settings: plan.settings.changed.map(({ name }) => name),
  });
}
