import type { Pair, SourceId } from '../../src-core/pair.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { changeRules, refusal } from './refuse.ts';

/** What a source is asked for where nobody watches anything of it. */
const usualPairs: Readonly<Record<SourceId, Pick<Pair, 'id' | 'base' | 'quote'>>> = {
  binance: { id: 'binance:BTCUSDT', base: 'BTC', quote: 'USDT' },
  coingecko: { id: 'coingecko:bitcoin/usd', base: 'BTC', quote: 'USD' },
  simulated: { id: 'simulated:BTCUSDT', base: 'BTC', quote: 'USDT' },
};

function pairToAsk(desk: Desk, source: SourceId): Pair {
  const watched = [...desk.pairs.values()].find(({ pair }) => pair.source === source);
  return watched?.pair ?? { ...usualPairs[source], source, name: '', tickSize: null, addedAt: 0 };
}

/** Whether a source answers, and the key it is asked with. */
export function createSourceCommands(
  desk: Desk,
  signal: AbortSignal,
): Pick<Handlers, 'source.test' | 'source.setKey'> {
  const atWork = (id: SourceId) => {
    const source = desk.sources.get(id);
    if (source !== undefined) return source;
    throw refusal(desk, 'not-possible', 'error.source-not-at-work', { source: desk.say(`source.${id}`) });
  };
  return {
    async 'source.test'({ source: id }) {
      const { feed, poller } = atWork(id);
      const startedAt = desk.clock.monotonic();
      const result = await feed.quotes([pairToAsk(desk, id)], signal);
      const tookMs = Math.max(0, Math.round(desk.clock.monotonic() - startedAt));
      if (!result.ok) return { tookMs, cause: result.error.cause };
      // It may have been left alone for minutes yet.
      if (poller.status().state === 'failing') poller.askNow();
      return { tookMs, cause: null };
    },
    async 'source.setKey'({ source: id, key }) {
      const source = desk.say(`source.${id}`);
      const now = desk.sourcing.keyOf(id);
      if (now === undefined) throw refusal(desk, 'not-possible', 'error.source-without-key', { source });
      if (now === 'fixed') throw refusal(desk, 'not-possible', 'error.key-fixed', { source });
      // Before anything can fail with it in its words.
      if (key !== null) desk.log.conceal?.(key);
      await changeRules(desk, ({ keys: _before, ...rules }) =>
        key === null ? rules : { ...rules, keys: { coingecko: key } },
      );
      desk.log.info({ event: 'settings.changed', settings: [key === null ? 'key removed' : 'key set'] });
      desk.sources.get(id)?.poller.askNow();
      desk.publisher.touch('sources');
      return {};
    },
  };
}
