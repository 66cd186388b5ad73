import { formatPrice } from '../../src-core/numbers/format-number.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Chart.module.css';
import type { PriceChart } from './price-chart.ts';
import { sayFarDistance, type Typical } from './say-distance.ts';
import { useCursor } from './use-cursor.ts';

interface CursorTagProps {
  readonly chart: PriceChart | null;
  readonly pair: ReceivedPair;
  readonly typical: Typical;
}

/** It stands on the other side of the pointer, so that nothing near that is covered. */
const sides = { left: 'left', right: 'right' } as const;

/** How far from the price now the pointer is, in percent and in typical moves, and what a click does there. */
export function CursorTag({ chart, pair, typical }: CursorTagProps) {
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
      <b>{formatPrice(cursor.price, pair.tickSize)}</b> {sayFarDistance(cursor.price, pair.price, typical)}
      <small>{sayInView('chart.new.hint')}</small>
    </div>
  );
}
