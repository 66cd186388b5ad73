import type { EpochMs, SourceId } from '../../src-core/pair.ts';
import type { Quote } from '../../src-feeds/feed.ts';
import type { Log } from '../log.ts';

/**
 * Since when a price that has just come has not moved, in source time; null for one that is fresh, or has no time of its
 * own. An aggregator that answers out of a cache that stands still answers as well as ever: only the time tells.
 */
export function frozenSince({ t }: Pick<Quote, 't'>, now: EpochMs, staleMs: number): EpochMs | null {
  return t !== null && now - t > staleMs ? t : null;
}

/** Logs that all prices of a source stand still, once, and once more when one moves again. */
export function createStandstillLog(log: Log): (source: SourceId, frozen: boolean) => void {
  const standing = new Set<SourceId>();
  return (source, frozen) => {
    if (frozen === standing.has(source)) return;
    if (frozen) standing.add(source);
    else standing.delete(source);
    if (frozen) log.warn({ event: 'source.frozen', source });
    else log.info({ event: 'source.recovered', source });
  };
}
