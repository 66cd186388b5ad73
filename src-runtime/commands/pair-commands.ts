import type { Alarm } from '../../src-core/alarm.ts';
import { type Pair, type PairId, pairLabel } from '../../src-core/pair.ts';
import type { PairMemory } from '../../src-core/pair-slot.ts';
import type { Tracker } from '../../src-core/tracker.ts';
import type { ResolvedPair } from '../../src-feeds/feed.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { pair as pairSchema } from '../../src-shared/contract/schemas.ts';
import { askWhetherSameCoin, endAskingWhetherSameCoin } from '../another-coin.ts';
import { forgetHoles } from '../holes.ts';
import { armingNowOf, type Desk, newlyWatched, sourceOf, type WatchedPair } from '../desk.ts';
import { reorder } from '../pair-order.ts';
import type { SymbolSearch } from '../symbol-search.ts';
import { pairView } from '../views.ts';
import { windowHistory } from '../window-history.ts';
import type { createPairFinder } from './find-pair.ts';
import { watchedPairOf } from './lookup.ts';
import type { Rules } from '../storage/rules-schema.ts';
import { changeRules, refusal } from './refuse.ts';
import { silenceAlarms } from './ring-commands.ts';
import { createUndo } from './undo.ts';

const longestName = 200;

interface RemovedPair {
  readonly pair: Pair;
  /** Its place among the others. */
  readonly place: number;
  readonly memory: PairMemory | null;
  readonly alarms: readonly { readonly alarm: Alarm; readonly tracker: Tracker | null }[];
}

type PairHandlers = Pick<Handlers, 'pair.add' | 'pair.remove' | 'pair.restore' | 'pair.decide'>;

/** Puts a pair to work in memory. */
export function watchPair(desk: Desk, pair: Pair, memory?: PairMemory): WatchedPair {
  const source = sourceOf(desk, pair.source);
  desk.engine.addPair(pair, source.staleMs, memory);
  const watched = newlyWatched(pair);
  desk.pairs.set(pair.id, watched);
  desk.blindness.wake(pair.id);
  desk.publisher.touchPair(pair.id);
  desk.publisher.touch('sources');
  return watched;
}

/** Who watches something, or did, needs no first start. */
export function welcomed(rules: Rules): Rules {
  return rules.settings.welcomed ? rules : { ...rules, settings: { ...rules.settings, welcomed: true } };
}

export function createPairCommands(
  desk: Desk,
  finder: ReturnType<typeof createPairFinder>,
  search: Pick<SymbolSearch, 'nameOf'>,
): PairHandlers {
  const removed = createUndo<PairId, RemovedPair>(desk.clock);

  const isWatched = (id: PairId) => desk.storage.rules.current().pairs.some((pair) => pair.id === id);

  const add = async (resolved: ResolvedPair): Promise<Pair> => {
    if (isWatched(resolved.id)) {
      throw refusal(desk, 'already-watching', 'error.already-watching', { pair: pairLabel(resolved) });
    }
    const source = sourceOf(desk, resolved.source);
    const pair: Pair = {
      ...resolved,
      name: (resolved.name || search.nameOf(resolved)).slice(0, longestName),
      addedAt: source.poller.time.now(),
    };
    // What does not pass now would not be read at the next start, and the whole file with it.
    if (!pairSchema.safeParse(pair).success) {
      const params = { source: source.feed.name, cause: desk.say('cause.malformed') };
      throw refusal(desk, 'source-unavailable', 'error.source-unavailable', params);
    }
    await changeRules(desk, (rules) => welcomed({ ...rules, pairs: [...rules.pairs, pair] }));
    desk.publisher.touch('settings');
    watchPair(desk, pair);
    // What an earlier watch of the same pair has left is not its highest and lowest since added.
    desk.outbox.keep(`extremes ${pair.id}`, ({ state }) => state.dropExtremes(pair.id));
    desk.outbox.save('process');
    source.poller.pollSoon();
    desk.log.info({ event: 'pair.added', pair: pair.id });
    return pair;
  };

  return {
    async 'pair.add'(input) {
      const resolved = 'id' in input ? await finder.byId(input.id) : await finder.byText(input.text);
      const pair = await add(resolved);
      const view = pairView(desk, pair.id);
      // Removed again by another client while the file was written.
      if (view === null) throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
      return { pair: view };
    },
    async 'pair.remove'({ id }, sender) {
      const watched = desk.pairs.get(id);
      if (watched === undefined || !isWatched(id)) throw refusal(desk, 'unknown-pair', 'error.unknown-pair');
      const place = desk.storage.rules.current().pairs.findIndex((pair) => pair.id === id);
      await changeRules(desk, (rules) =>
        welcomed({
          ...rules,
          pairs: rules.pairs.filter((pair) => pair.id !== id),
          alarms: rules.alarms.filter((alarm) => alarm.pairId !== id),
        }),
      );
      desk.publisher.touch('settings');
      const alarms = desk.engine
        .alarmsOf(id)
        .map((alarm) => ({ alarm, tracker: desk.engine.tracker(alarm.id) }));
      removed.set(id, { pair: watched.pair, place, memory: desk.engine.pairMemory(id), alarms });
      silenceAlarms(
        desk,
        alarms.map(({ alarm }) => alarm.id),
        sender.client,
      );
      desk.engine.removePair(id);
      desk.pairs.delete(id);
      if (desk.notices.remove(`vanished:${id}`)) desk.publisher.touch('notices');
      endAskingWhetherSameCoin(desk, id);
      forgetHoles(desk, id);
      for (const { alarm } of alarms) desk.publisher.removeAlarm(alarm.id);
      desk.publisher.removePair(id);
      desk.publisher.touch('sources');
      desk.log.info({ event: 'pair.removed', pair: id });
      return {};
    },
    'pair.decide'({ id, is }) {
      watchedPairOf(desk, id);
      if ((desk.engine.pairMemory(id)?.strange ?? null) === null) {
        throw refusal(desk, 'not-possible', 'error.not-possible');
      }
      desk.engine.decide(id, is);
      desk.blindness.wake(id);
      if (is === 'another') {
        for (const alarm of desk.engine.alarmsOf(id)) desk.outbox.tracker(alarm.id);
        desk.outbox.prices.drop(id);
        desk.outbox.keep(`prices ${id}`, ({ history }) => {
          while (history.drop(id));
        });
      }
      desk.outbox.extremes(id);
      desk.outbox.save('power');
      endAskingWhetherSameCoin(desk, id);
      desk.publisher.touchPair(id);
      desk.log.info({ event: 'pair.decided', pair: id, is });
      return {};
    },
    async 'pair.restore'({ id }) {
      const bundle = removed.get(id);
      const gone = refusal(desk, 'nothing-to-restore', 'error.nothing-to-restore');
      if (bundle === undefined || isWatched(id)) throw gone;
      const alarms = bundle.alarms.map((one) => one.alarm);
      await changeRules(desk, (rules) => ({
        ...rules,
        pairs: rules.pairs.toSpliced(bundle.place, 0, bundle.pair),
        alarms: [...rules.alarms, ...alarms],
      }));
      removed.delete(id);
      const watched = watchPair(desk, bundle.pair, bundle.memory ?? undefined);
      reorder(desk);
      const { strange = null, last = null } = bundle.memory ?? {};
      if (strange !== null && last !== null) askWhetherSameCoin(desk, watched, strange, last);
      for (const { alarm, tracker } of bundle.alarms) {
        const history = windowHistory(desk, alarm);
        desk.engine.addAlarm(alarm, { armAt: armingNowOf(desk, bundle.pair), stored: tracker, history });
      }
      desk.outbox.extremes(id);
      for (const { alarm } of bundle.alarms) desk.outbox.tracker(alarm.id);
      desk.outbox.save('power');
      desk.publisher.touchPair(id);
      sourceOf(desk, bundle.pair.source).poller.pollSoon();
      return {};
    },
  };
}
