import { useEffect, useMemo, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useServices } from '../store/context.tsx';
import type { State } from '../store/store.ts';
import { type Bar, nextBar, sortedBars } from './bars.ts';
import type { ChartAnswer } from './use-chart-data.ts';

export interface Bars {
  /** As fetched, sorted. */
  readonly base: readonly Bar[];
  /** What has come since: the last bar as it is now, and those that follow. */
  readonly tail: readonly Bar[];
  readonly all: readonly Bar[];
  readonly barMs: number;
}

interface Live {
  readonly of: readonly Bar[];
  readonly tail: readonly Bar[];
}

const nothing: readonly Bar[] = [];

function withPrice(live: Live, base: readonly Bar[], state: State, pairId: PairId, barMs: number): Live {
  const pair = state.pairs[pairId];
  const tail = live.of === base ? live.tail : nothing;
  const last = tail.at(-1) ?? base.at(-1);
  const bar = pair?.t == null || pair.price === null ? null : nextBar(last, pair.t, pair.price, barMs);
  if (bar === null) return live.of === base ? live : { of: base, tail };
  const before = tail.at(-1)?.t === bar.t ? tail.slice(0, -1) : tail;
  return { of: base, tail: [...before, bar] };
}

/** The fetched bars, carried on with every price that comes while the pair is on screen. */
export function useBars(pairId: PairId, answer: ChartAnswer | null): Bars {
  const { store } = useServices();
  const base = useMemo(() => (answer === null ? nothing : sortedBars(answer.candles)), [answer]);
  const barMs = answer?.barMs ?? 60_000;
  const [live, setLive] = useState<Live>({ of: nothing, tail: nothing });
  useEffect(() => {
    if (answer === null) return;
    const take = (state: State) => setLive((now) => withPrice(now, base, state, pairId, barMs));
    take(store.getState());
    return store.subscribe((state, before) => {
      if (state.pairs[pairId] !== before.pairs[pairId]) take(state);
    });
  }, [store, pairId, answer, base, barMs]);
  const tail = live.of === base ? live.tail : nothing;
  const all = useMemo(() => {
    const [first] = tail;
    if (first === undefined) return base;
    return [...(base.at(-1)?.t === first.t ? base.slice(0, -1) : base), ...tail];
  }, [base, tail]);
  return { base, tail, all, barMs };
}
