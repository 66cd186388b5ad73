import { useEffect, useState } from 'react';
import type { Price } from '../../src-core/pair.ts';
import { chartRanges } from '../../src-shared/contract/chart.ts';
import { sayInView } from '../words/say-in-view.ts';
import { type Bar, barAt } from './bars.ts';
import styles from './Chart.module.css';
import type { Cursor, PriceChart } from './price-chart.ts';
import { sayFarDistance, type Typical } from './say-distance.ts';
import { formatAxisDay, formatChange, formatMinute, formatPrice } from '../words/formats.ts';

/** When a bar began; days have no time of day. */
export function barTime(t: number, barMs: number): string {
  return barMs >= chartRanges['1Y'].barMs ? formatAxisDay(t) : formatMinute(t);
}

interface LegendProps {
  readonly chart: PriceChart | null;
  readonly bars: readonly Bar[];
  readonly typical: Typical;
  readonly now: Price | null;
  readonly tickSize: number | null;
  /** Highs and lows are not known. */
  readonly closesOnly: boolean;
}

function useCursor(chart: PriceChart | null): Cursor | null {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  useEffect(() => chart?.onCursor(setCursor), [chart]);
  return cursor;
}

/** The bar under the pointer, or the last one, in numbers; and how far from the price now the pointer is. */
export function Legend({ chart, bars, typical, now, tickSize, closesOnly }: LegendProps) {
  const cursor = useCursor(chart);
  const bar = cursor?.t == null ? bars.at(-1) : barAt(bars, cursor.t);
  if (bar === undefined) return null;
  const price = (value: number) => formatPrice(value, tickSize);
  const parts = closesOnly
    ? ([['', bar.close]] as const)
    : ([
        [sayInView('chart.open'), bar.open],
        [sayInView('chart.high'), bar.high],
        [sayInView('chart.low'), bar.low],
        [sayInView('chart.close'), bar.close],
      ] as const);
  const change = (bar.close / bar.open - 1) * 100;
  // The summary says it to those who cannot see it; this would chatter.
  return (
    <div className={styles['legend']} aria-hidden="true">
      <p className={styles['bar']}>
        <span>{barTime(bar.t, typical.barMs)}</span>
        {parts.map(([name, value]) => (
          <span key={name}>
            {name} <b>{price(value)}</b>
          </span>
        ))}
        {!closesOnly && <span className={change < 0 ? 'down' : 'up'}>{formatChange(change)}</span>}
      </p>
      {cursor && (
        <p className={styles['distance']}>
          <b>{price(cursor.price)}</b> {sayFarDistance(cursor.price, now, typical)}
          <span className={styles['hint']}>{sayInView('chart.new.hint')}</span>
        </p>
      )}
    </div>
  );
}
