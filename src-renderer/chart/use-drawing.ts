import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import type { ChartKind } from '../../src-shared/contract/chart.ts';
import { type Band, type Level } from './levels.ts';
import { placesOf } from './places.ts';
import { createPriceChart, type Mark, type PriceChart } from './price-chart.ts';
import { onThemeChange } from './theme.ts';
import type { Trail } from './trail.ts';
import type { Bars } from './use-bars.ts';
import { formatPrice } from '../words/formats.ts';

export interface Drawing {
  readonly container: RefObject<HTMLDivElement | null>;
  /** Null until it is made. */
  readonly chart: PriceChart | null;
  /** Grows when the colours have changed: everything is drawn again. */
  readonly painted: number;
}

/** The library's chart, made once per pair. */
export function useDrawing(pairId: PairId, tickSize: number | null): Drawing {
  const container = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<PriceChart | null>(null);
  const [painted, setPainted] = useState(0);
  useEffect(() => {
    if (!container.current) return;
    const made = createPriceChart(container.current, (price) => formatPrice(price, tickSize));
    setChart(made);
    const stop = onThemeChange(() => {
      made.repaint();
      setPainted((count) => count + 1);
    });
    return () => {
      stop();
      setChart(null);
      made.dispose();
    };
  }, [pairId, tickSize]);
  return useMemo(() => ({ container, chart, painted }), [chart, painted]);
}

interface Drawn {
  readonly bars: Bars;
  readonly kind: ChartKind;
  readonly levels: readonly Level[];
  readonly trails: readonly Trail[];
  readonly bands: readonly Band[];
  readonly marks: readonly Mark[];
}

/** Keeps the drawing at what is to be seen; only what has changed is drawn again. */
export function useDraw({ chart, painted }: Drawing, drawn: Drawn): void {
  const { bars, kind, levels, trails, bands, marks } = drawn;
  const { base, tail, barMs } = bars;
  const until = bars.all.at(-1)?.t ?? 0;
  useEffect(
    () => chart?.setBars(placesOf(base, barMs), kind, barMs),
    // The colours are in the bars too.
    [chart, base, barMs, kind, painted],
  );
  useEffect(() => {
    for (const bar of tail) chart?.update(bar);
  }, [chart, base, barMs, kind, painted, tail]);
  useEffect(() => chart?.setLevels(levels), [chart, kind, painted, levels]);
  useEffect(() => chart?.setTrails(trails), [chart, kind, painted, trails]);
  useEffect(() => chart?.setMarks(marks), [chart, kind, painted, marks]);
  useEffect(() => chart?.setBands(bands, until), [chart, kind, painted, bands, until, barMs]);
}

/** Renders again after the chart has moved: for what stands over it. */
export function useMoved(chart: PriceChart | null): void {
  const [, setMoves] = useState(0);
  useEffect(() => {
    if (chart === null) return;
    let frame = 0;
    const stop = chart.onMoved(() => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setMoves((count) => count + 1);
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [chart]);
}
