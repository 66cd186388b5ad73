import { useEffect, useMemo, useRef } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { useTick } from '../clock/tick.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { ageOf } from '../watch/PairAge.tsx';
import { say } from '../words/say.ts';
import { type Place, summarize } from './minute-line.ts';
import { createPriceChart, type PriceChart } from './price-chart.ts';
import { type ChartData, useChartData } from './use-chart-data.ts';
import { useLevels, useMarks } from './use-levels.ts';
import { useLiveLine } from './use-live-line.ts';
import { formatAge, formatLevel, formatPrice, formatTime } from '../words/formats.ts';

function sayCaption(chart: ChartData, line: readonly Place[]): string {
  if (chart.state === 'waiting') return say('chart.waiting');
  if (chart.state === 'refused') return say('chart.refused', { message: chart.message });
  if (line.length === 0) return say('chart.empty');
  if (chart.data.history === 'live only') return say('chart.liveOnly');
  return chart.data.history === 'failed' ? say('chart.failed') : '';
}

function saySummary(pair: ReceivedPair, line: readonly Place[], levels: readonly number[], rings: number) {
  const summary = summarize(line);
  if (!summary) return say('chart.region');
  const price = (value: number) => formatPrice(value, pair.tickSize);
  const [from, first] = summary.first;
  const [to, last] = summary.last;
  const text = say('chart.summary', {
    pair: pairLabel(pair),
    first: price(first),
    from: formatTime(from),
    last: price(last),
    to: formatTime(to),
    low: price(summary.low),
    high: price(summary.high),
  });
  const marks = levels.map((level) => formatLevel(level, pair.tickSize)).join(', ');
  const more = [
    marks && say('chart.summary.levels', { levels: marks }),
    rings > 0 && say('chart.summary.firings', { count: rings }),
  ];
  return [text, ...more].filter(Boolean).join(' ');
}

/** The library's chart, made once per pair and fed by effects. */
function useDrawing(pairId: PairId, tickSize: number | null) {
  const container = useRef<HTMLDivElement>(null);
  const drawing = useRef<PriceChart | null>(null);
  useEffect(() => {
    if (!container.current) return;
    const made = createPriceChart(container.current, (price) => formatPrice(price, tickSize));
    drawing.current = made;
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', made.repaint);
    return () => {
      dark.removeEventListener('change', made.repaint);
      drawing.current = null;
      made.dispose();
    };
  }, [pairId, tickSize]);
  return { container, drawing };
}

export function ChartCard({ pairId }: { readonly pairId: PairId }) {
  const pair = useApp((state) => state.pairs[pairId]);
  const [chart, retry] = useChartData(pairId);
  const line = useLiveLine(pairId, chart);
  const levels = useLevels(pairId);
  const marks = useMarks(pairId, chart);
  const tickSize = pair?.tickSize ?? null;
  const { container, drawing } = useDrawing(pairId, tickSize);
  // The drawing is made anew with the tick size, so everything is drawn again with it.
  useEffect(() => drawing.current?.setLine(line), [drawing, line, tickSize]);
  useEffect(() => drawing.current?.setLevels(levels), [drawing, levels, tickSize]);
  useEffect(() => drawing.current?.setMarks(marks), [drawing, marks, tickSize]);
  const stale = useTick((now) => {
    const age = pair?.stale ? ageOf(pair, now) : null;
    return age === null ? '' : say('chart.stale', { age: formatAge(age) });
  });
  const summary = useMemo(
    () => (pair ? saySummary(pair, line, levels, marks.length) : ''),
    [pair, line, levels, marks],
  );
  const caption = sayCaption(chart, line);
  return (
    <figure className="card chart" aria-label={say('chart.region')}>
      {/* A canvas says nothing to a screen reader: the caption does. */}
      <div ref={container} className="chart-canvas" aria-hidden="true" />
      <figcaption className="unseen">{summary}</figcaption>
      {line.length === 0 ? (
        <p className="chart-empty">
          {caption}
          {chart.state === 'refused' && (
            <button type="button" className="button small" onClick={retry}>
              {say('chart.retry')}
            </button>
          )}
        </p>
      ) : (
        <p className="chart-caption">
          {stale && <span className="warn">{stale}</span>}
          {caption && <span>{caption}</span>}
        </p>
      )}
    </figure>
  );
}
