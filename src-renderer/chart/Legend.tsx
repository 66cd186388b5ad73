import { chartRanges } from '../../src-shared/contract/chart.ts';
import { say } from '../words/say.ts';
import { type Bar, barAt } from './bars.ts';
import styles from './Chart.module.css';
import type { PriceChart } from './price-chart.ts';
import { useCursor } from './use-cursor.ts';
import { formatAxisDay, formatChange, formatMinute, formatPrice } from '../words/formats.ts';

/** When a bar began; days have no time of day. */
export function barTime(t: number, barMs: number): string {
  return barMs >= chartRanges['1Y'].barMs ? formatAxisDay(t) : formatMinute(t);
}

interface LegendProps {
  readonly chart: PriceChart | null;
  readonly bars: readonly Bar[];
  readonly barMs: number;
  readonly tickSize: number | null;
  /** Highs and lows are not known. */
  readonly closesOnly: boolean;
}

/** The bar under the pointer, or the last one, in numbers. */
export function Legend({ chart, bars, barMs, tickSize, closesOnly }: LegendProps) {
  const cursor = useCursor(chart);
  const bar = cursor?.t == null ? bars.at(-1) : barAt(bars, cursor.t);
  if (bar === undefined) return null;
  const price = (value: number) => formatPrice(value, tickSize);
  const parts = closesOnly
    ? ([['', bar.close]] as const)
    : ([
        [say('chart.open'), bar.open],
        [say('chart.high'), bar.high],
        [say('chart.low'), bar.low],
        [say('chart.close'), bar.close],
      ] as const);
  const change = (bar.close / bar.open - 1) * 100;
  // The summary says it to those who cannot see it; this would chatter.
  return (
    <div className={styles['legend']} aria-hidden="true">
      <p className={styles['bar']}>
        <span>{barTime(bar.t, barMs)}</span>
        {parts.map(([name, value]) => (
          <span key={name}>
            {name} <b>{price(value)}</b>
          </span>
        ))}
        {!closesOnly && <span className={change < 0 ? 'down' : 'up'}>{formatChange(change)}</span>}
      </p>
    </div>
  );
}
