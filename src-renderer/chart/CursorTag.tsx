import { useMemo } from 'react';
import { typicalMove } from '../../src-core/typical-move.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { formatPrice } from '../words/formats.ts';
import { say } from '../words/say.ts';
import styles from './Chart.module.css';
import type { Cursor, PriceChart } from './price-chart.ts';
import { sayFarDistance, type Typical } from './say-distance.ts';
import type { Bars } from './use-bars.ts';
import { useCursor } from './use-cursor.ts';

interface CursorTagProps {
  readonly chart: PriceChart | null;
  readonly pair: ReceivedPair;
  readonly bars: Bars;
}

/** It stands on the other side of the pointer, so that nothing near that is covered. */
const sides = { left: 'left', right: 'right' } as const;

/** What is usual from bar to bar, by the bars that were fetched. */
function useTypical({ base, barMs }: Bars): Typical {
  return useMemo(() => ({ percent: typicalMove(base.map((bar) => bar.close)), barMs }), [base, barMs]);
}

function Distance({
  cursor,
  pair,
  bars,
}: Pick<CursorTagProps, 'pair' | 'bars'> & { readonly cursor: Cursor }) {
  const typical = useTypical(bars);
  return (
    <>
      <b>{formatPrice(cursor.price, pair.tickSize)}</b> {sayFarDistance(cursor.price, pair.price, typical)}
    </>
  );
}

/** How far from the price now the pointer is, in percent and in typical moves, and what a click does there. */
export function CursorTag({ chart, pair, bars }: CursorTagProps) {
  const cursor = useCursor(chart);
  if (chart === null || cursor === null || pair.price === null) return null;
  const { width, height } = chart.size();
  const side = cursor.x > width / 2 ? sides.left : sides.right;
  // The handles of levels and the axis are on the right.
  const place = side === 'left' ? { left: 8 } : { left: width - 36 };
  return (
    <div
      className={styles['cursor']}
      data-side={side}
      style={{ ...place, top: cursor.y, maxWidth: width - 48 }}
      data-low={cursor.y > height / 2 || undefined}
      aria-hidden="true"
    >
      <Distance cursor={cursor} pair={pair} bars={bars} />
      <small>{say('chart.new.hint')}</small>
    </div>
  );
}
