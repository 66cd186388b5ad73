import type { Pair, SourceId } from '../../src-core/pair.ts';
import { pairIdOf, quoteOfTicker } from '../../src-feeds/coingecko/pair-ids.ts';
import type { ResolvedPair } from '../../src-feeds/feed.ts';
import type { Refusal } from '../../src-shared/contract/contract.ts';
import { CommandError } from '../../src-shared/contract/dispatch.ts';
import type { RefusedPart } from '../../src-shared/contract/transfer.ts';
import type { createPairFinder } from '../commands/find-pair.ts';
import type { Desk } from '../desk.ts';
import type { ImportedPair } from './imported.ts';
import { shown } from './imported.ts';

/** A pair of a file with what became of it. `key`: what alarms of the file call it. */
export type ResolvedImport =
  | { readonly kind: 'found'; readonly key: string; readonly pair: Pair }
  | { readonly kind: 'refused'; readonly key: string; readonly refused: RefusedPart };

type Named = Extract<ImportedPair, { kind: 'named' }>;
type Finder = ReturnType<typeof createPairFinder>;

/** Each name may cost requests; more would keep the sources from answering anything else. */
const mostNames = 200;
const longestName = 200;

/** By the coins that the file names, where there is somebody to ask for them; else like a text that was typed. */
function find({ coin, text }: Named, desk: Pick<Desk, 'sources'>, finder: Finder): Promise<ResolvedPair> {
  const quote = coin === null ? null : (coin.quoteId ?? quoteOfTicker(coin.quote));
  return coin !== null && quote !== null && desk.sources.has('coingecko')
    ? finder.byId(pairIdOf(coin.baseId, quote))
    : finder.byText(text);
}

/** Finds the pairs that a file only names; what cannot be found is refused with the reason. */
export async function resolvePairs(
  pairs: readonly ImportedPair[],
  desk: Pick<Desk, 'sources' | 'say' | 'clock'>,
  finder: Finder,
): Promise<ResolvedImport[]> {
  const nowAt = (source: SourceId) => desk.sources.get(source)?.poller.time.now() ?? desk.clock.now();
  let asked = 0;
  let unavailable: Refusal | null = null;

  const resolve = async (named: Named): Promise<ResolvedImport> => {
    const refuse = (why: string): ResolvedImport => ({
      kind: 'refused',
      key: named.key,
      refused: { what: shown(named.text), why },
    });
    // A source that cannot be asked now cannot be asked for the next name either.
    if (unavailable !== null) return refuse(unavailable.message);
    asked += 1;
    if (asked > mostNames) return refuse(desk.say('import.refused.too-many', { most: mostNames }));
    try {
      const found = await find(named, desk, finder);
      const pair = { ...found, name: found.name.slice(0, longestName), addedAt: nowAt(found.source) };
      return { kind: 'found', key: named.key, pair };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (error.refusal.code === 'source-unavailable') unavailable = error.refusal;
      return refuse(error.refusal.message);
    }
  };

  const resolved: ResolvedImport[] = [];
  for (const one of pairs) {
    if (one.kind === 'whole') {
      const { pair } = one;
      // Another computer's clock may be ahead, and nothing counts before a pair was added.
      const addedAt = Math.min(pair.addedAt, nowAt(pair.source));
      resolved.push({ kind: 'found', key: pair.id, pair: { ...pair, addedAt } });
    } else if (one.kind === 'refused') resolved.push(one);
    else resolved.push(await resolve(one));
  }
  return resolved;
}
