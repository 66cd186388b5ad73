import { memo, useMemo } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import css from './PairRow.module.css';
import { drawSpark, sparkSize } from './spark-path.ts';

type Tone = 'up' | 'down' | 'flat';

/** By shape as well as by colour. */
const marks: Readonly<Record<Tone, string>> = {
  up: 'm-3 2 3 -5 3 5z',
  down: 'm-3 -2 3 5 3 -5z',
  flat: 'm-2 -2h4v4h-4z',
};

function toneOf(change: number): Tone {
  if (Math.abs(change) < 0.005) return 'flat';
  return change > 0 ? 'up' : 'down';
}

/** The last 24 hours of a pair as a line; its last point is the price of now. The numbers beside it say the same in words. */
export const Sparkline = memo(function Sparkline({ id }: { readonly id: PairId }) {
  const points = useApp((state) => state.sparks[id]?.points);
  const price = useApp((state) => state.pairs[id]?.price ?? null);
  const t = useApp((state) => state.pairs[id]?.t ?? null);
  const change = useApp((state) => state.pairs[id]?.change24h ?? null);
  const drawing = useMemo(
    () => (points ? drawSpark(points, price === null || t === null ? null : [t, price]) : null),
    [points, price, t],
  );
  if (!drawing || !points) return <span className={css['spark']} />;
  const first = points[0]?.[1] ?? 0;
  const tone = toneOf(change ?? (first > 0 && price !== null ? (price / first - 1) * 100 : 0));
  const { width, height } = sparkSize;
  return (
    <svg className={`${css['spark']} ${tone}`} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={drawing.path} className={css['line']} />
      <path d={`M${drawing.end.join(' ')}${marks[tone]}`} className={css['mark']} />
    </svg>
  );
});
