import type { PairId } from '../../src-core/pair.ts';
import { Chart } from '../shell/parts.ts';

/** The place of the chart, which is fetched with its library: the page is there before it. */
export function ChartCard({ pairId }: { readonly pairId: PairId }) {
  return (
    <div className="chart-place">
      <Chart pairId={pairId} />
    </div>
  );
}
