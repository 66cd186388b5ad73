import type { SourceId } from '../../src-core/pair.ts';
import type { SourceChoice } from '../../src-shared/contract/app-settings.ts';
import { type Desk, settingsOf, type Source } from '../desk.ts';

/** Which sources are at work, and how often they are asked: as the start of the app says, else as the user has set. */
export interface Sourcing {
  readonly fixed: { readonly source: SourceChoice | null; readonly pollMs: number | null };
  /** Sources in the order in which a name is looked up; only these stand in for each other. */
  readonly order: () => readonly SourceId[];
  readonly pollMs: () => number;
  /** Makes the sources that are needed. A pair that is watched keeps its source, whatever the user sets. */
  readonly open: () => void;
  /** Puts changed settings to work. */
  readonly follow: () => void;
  /** Whether a key is set; absent where the source takes none. */
  readonly keyOf: (id: SourceId) => 'none' | 'set' | 'fixed' | undefined;
}

export interface SourcingOptions {
  readonly source: SourceChoice | null;
  readonly pollMs: number | null;
  /** Whether the environment has a key for CoinGecko. */
  readonly fixedKey: boolean;
  readonly make: (id: SourceId) => Source;
}

/** @param deskOf the desk, which holds this itself */
export function createSourcing(
  deskOf: () => Desk,
  sources: Map<SourceId, Source>,
  { source, pollMs, fixedKey, make }: SourcingOptions,
): Sourcing {
  const choice = () => source ?? settingsOf(deskOf()).source;
  const order = (): SourceId[] => {
    const chosen = choice();
    return chosen === 'auto' ? ['binance', 'coingecko'] : [chosen];
  };
  const needed = (): ReadonlySet<SourceId> => {
    const { pairs } = deskOf().storage.rules.current();
    // What a start says counts for everything: a pair of another source waits in the file.
    return new Set([...order(), ...(source === null ? pairs.map((pair) => pair.source) : [])]);
  };
  const open = () => {
    for (const id of needed()) if (!sources.has(id)) sources.set(id, make(id));
  };

  return {
    fixed: { source, pollMs },
    order,
    pollMs: () => pollMs ?? settingsOf(deskOf()).pollMs,
    open,
    follow() {
      const desk = deskOf();
      const before = new Set(sources.keys());
      open();
      for (const [id, { poller }] of sources) {
        if (before.has(id)) poller.retime();
        else if (desk.monitoring.state() === 'on') poller.start();
      }
      for (const { pair, fallback } of desk.pairs.values()) {
        const { staleMs } = sources.get(fallback?.pair.source ?? pair.source) ?? {};
        if (staleMs !== undefined) desk.engine.setStaleMs(pair.id, staleMs);
      }
      desk.failOver.look();
      desk.publisher.touch('sources');
    },
    keyOf(id) {
      if (id !== 'coingecko') return undefined;
      if (fixedKey) return 'fixed';
      return deskOf().storage.rules.current().keys?.coingecko === undefined ? 'none' : 'set';
    },
  };
}
