import { memo } from 'react';
import { say } from '../words/say.ts';
import { type Bar, fewerBars } from './bars.ts';
import styles from './Chart.module.css';
import { barTime } from './Legend.tsx';
import { formatPrice } from '../words/formats.ts';

const most = 400;
/** Nobody listens to more at once; the button shows them all. */
const mostHeard = 24;

const Row = memo(function Row({
  bar,
  barMs,
  tickSize,
  closesOnly,
}: {
  readonly bar: Bar;
  readonly barMs: number;
  readonly tickSize: number | null;
  readonly closesOnly: boolean;
}) {
  const values = closesOnly ? [bar.close] : [bar.open, bar.high, bar.low, bar.close];
  const columns = ['open', 'high', 'low', 'close'] as const;
  return (
    <tr>
      <th scope="row">{barTime(bar.t, barMs)}</th>
      {values.map((value, index) => (
        <td key={columns[index]}>{formatPrice(value, tickSize)}</td>
      ))}
    </tr>
  );
});

interface TableProps {
  readonly bars: readonly Bar[];
  readonly barMs: number;
  readonly tickSize: number | null;
  readonly closesOnly: boolean;
  readonly title: string;
  /** Else it is there for screen readers alone. */
  readonly shown: boolean;
}

/** The same bars as a table, newest first: all of them where it is shown, else in a few rows for screen readers. */
export const ChartTable = memo(function ChartTable(props: TableProps) {
  const { bars, barMs, tickSize, closesOnly, title, shown } = props;
  const columns = closesOnly
    ? (['time', 'price'] as const)
    : (['time', 'open', 'high', 'low', 'close'] as const);
  const newest = (shown ? bars.slice(-most) : fewerBars(bars, mostHeard)).toReversed();
  const caption = [title, bars.length > most && say('chart.table.newest', { count: most })].filter(Boolean);
  const table = (
    <table>
      <caption>{caption.join('. ')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`chart.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {newest.map((bar) => (
          <Row key={bar.t} bar={bar} barMs={barMs} tickSize={tickSize} closesOnly={closesOnly} />
        ))}
      </tbody>
    </table>
  );
  if (!shown) return <div className="unseen">{table}</div>;
  return (
    // A keyboard scrolls what it can stand on.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['table']} aria-label={title} tabIndex={0}>
      {table}
    </section>
  );
});
