import type { SourceId } from '../../src-core/pair.ts';
import { chartKinds, chartRangeNames, type ChartSettings } from '../../src-shared/contract/chart.ts';
import { Segments } from '../alarms/Field.tsx';
import { say } from '../words/say.ts';
import styles from './Chart.module.css';

interface ToolsProps {
  readonly look: ChartSettings;
  readonly onLook: (change: Partial<ChartSettings>) => void;
  /** The source that has no candles; null where it has. */
  readonly withoutCandles: SourceId | null;
  readonly table: boolean;
  readonly onTable: () => void;
}

/** How the chart is looked at: range, kind, or as a table. */
export function ChartTools({ look, onLook, withoutCandles, table, onTable }: ToolsProps) {
  const kinds = chartKinds.filter((kind) => kind !== 'candles' || withoutCandles === null);
  const kind = withoutCandles !== null && look.kind === 'candles' ? 'line' : look.kind;
  return (
    <div className={styles['tools']}>
      <Segments
        label={say('chart.ranges')}
        value={look.range}
        options={chartRangeNames.map((range) => [range, say(`chart.range.${range}`)] as const)}
        onChange={(range) => onLook({ range })}
      />
      <Segments
        label={say('chart.kinds')}
        value={kind}
        options={kinds.map((one) => [one, say(`chart.kind.${one}`)] as const)}
        onChange={(one) => onLook({ kind: one })}
      />
      {withoutCandles !== null && (
        <span className="unseen">
          {say('chart.kind.noCandles', { source: say(`source.${withoutCandles}`) })}
        </span>
      )}
      <button type="button" className="button small quiet" aria-pressed={table} onClick={onTable}>
        {say('chart.showTable')}
      </button>
    </div>
  );
}
