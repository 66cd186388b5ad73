import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PairId } from '../../src-core/pair.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type Desk, nowOf } from '../desk.ts';
import { historyMs } from '../history.ts';
import { inOrderOf, reorder } from '../pair-order.ts';
import { watchedPairOf } from './lookup.ts';
import { changeRules, refusal } from './refuse.ts';

/** A line in a list has room for about as many points. */
const pointMs = 30 * 60_000;

/** What only a list of pairs needs: their order, and a day of each in few points. */
export function createWatchListCommands(desk: Desk): Pick<Handlers, 'pair.order' | 'sparks.get'> {
  return {
    async 'pair.order'({ ids }) {
      for (const id of ids) watchedPairOf(desk, id);
      if (new Set(ids).size < ids.length) {
        throw refusal(desk, 'bad-input', 'error.bad-input', { field: 'ids' });
      }
      await changeRules(desk, (rules) => ({ ...rules, pairs: inOrderOf(rules.pairs, ids) }));
      reorder(desk);
      return {};
    },
    async 'sparks.get'({ ids }) {
      const sparks: { id: PairId; points: [number, number][] }[] = [];
      for (const id of new Set(ids)) {
        // Prices are judged between two of them: no tick waits for a list.
        await nextTurn();
        const watched = desk.pairs.get(id);
        if (watched === undefined) continue;
        const from = nowOf(desk, watched.pair) - historyMs;
        sparks.push({ id, points: desk.history.closesOf(id, from, pointMs) });
      }
      return { sparks };
    },
  };
}
