import { useDeferredValue, useMemo, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import type { Bar } from './bars.ts';
import styles from './Chart.module.css';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { Instead } from './Instead.tsx';
import { Legend } from './Legend.tsx';
import { Remarks } from './Remarks.tsx';
import { saySummary } from './say-chart.ts';
import { Stage } from './Stage.tsx';
import { useChartData } from './use-chart-data.ts';
import { useLook } from './use-look.ts';
import { usePicture } from './use-picture.ts';

const noBars: readonly Bar[] = [];

function PairChart({ pair }: { readonly pair: ReceivedPair }) {
  const { tickSize } = pair;
  const [look, changeLook] = useLook();
  const data = useChartData(pair.id, look.range);
  const picture = usePicture(pair, data.answer, look);
  const { bars, known, rings, closesOnly, drawing } = picture;
  const [table, setTable] = useState(false);
  // The drawing comes first: nobody reads four hundred rows at once.
  const rows = useDeferredValue(bars.base, noBars);
  const range = data.answer?.range ?? look.range;
  const words = { pair: pairLabel(pair), range: say(`chart.range.${range}.long`) };
  const summary = useMemo(
    () => saySummary({ pair, range, bars: bars.all, levels: known, rings }),
    [pair, range, bars.all, known, rings],
  );
  return (
    <figure
      className={`card ${styles['chart']}`}
      aria-label={say('chart.region', words)}
      aria-busy={data.busy}
    >
      <ChartTools
        look={look}
        onLook={changeLook}
        withoutCandles={closesOnly ? pair.source : null}
        table={table}
        onTable={() => setTable(!table)}
      />
      <Legend
        chart={drawing.chart}
        bars={bars.all}
        barMs={bars.barMs}
        tickSize={tickSize}
        closesOnly={closesOnly}
      />
      <div className={styles['body']} data-table={table || undefined}>
        <Stage pair={pair} picture={picture} outdated={data.busy && data.answer !== null} />
        <Instead data={data} empty={bars.all.length === 0} />
        {rows.length > 0 && (
          <ChartTable
            bars={rows}
            barMs={bars.barMs}
            tickSize={tickSize}
            closesOnly={closesOnly}
            title={say('chart.table', words)}
            shown={table}
          />
        )}
      </div>
      <Remarks pair={pair} data={data} previews={picture.previews} />
      <figcaption className="unseen">{summary}</figcaption>
    </figure>
  );
}

/** The chart of a pair, with its alarms on it. */
export function Chart({ pairId }: { readonly pairId: PairId }) {
  const pair = useApp((state) => state.pairs[pairId]);
  return pair ? <PairChart pair={pair} /> : null;
}
