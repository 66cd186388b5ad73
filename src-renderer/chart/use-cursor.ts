import { useEffect, useState } from 'react';
import type { Cursor, PriceChart } from './price-chart.ts';

/** Where the pointer is over the chart; null while it is elsewhere. */
export function useCursor(chart: PriceChart | null): Cursor | null {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  useEffect(() => chart?.onCursor(setCursor), [chart]);
  return cursor;
}
