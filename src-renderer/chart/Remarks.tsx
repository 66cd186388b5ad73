import { useTick } from '../clock/tick.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { ageOf } from '../watch/PairAge.tsx';
import { say } from '../words/say.ts';
import styles from './Chart.module.css';
import { sayRemarks } from './say-chart.ts';
import type { ChartData } from './use-chart-data.ts';
import { formatAge } from '../words/formats.ts';

interface RemarksProps {
  readonly pair: ReceivedPair;
  readonly data: ChartData;
  readonly previews: number | null;
}

/** What is to be known besides what is seen: old prices, no past, single prices. */
export function Remarks({ pair, data, previews }: RemarksProps) {
  const stale = useTick((now) => {
    const age = pair.stale ? ageOf(pair, now) : null;
    return age === null ? '' : say('chart.stale', { age: formatAge(age) });
  });
  const { answer, retry, problem } = data;
  const remarks = answer ? sayRemarks(answer, pair) : [];
  const again = answer !== null && (answer.history === 'failed' || problem !== null);
  const said = [
    ...remarks,
    ...(answer && problem !== null ? [say('chart.refused', { message: problem })] : []),
    ...(previews === null ? [] : [say('chart.preview', { count: previews })]),
  ];
  if (!stale && said.length === 0) return null;
  return (
    <div className={styles['remarks']}>
      {stale && <p className={styles['stale']}>{stale}</p>}
      {said.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      {again && (
        <button type="button" className="button small" onClick={retry}>
          {say('chart.retry')}
        </button>
      )}
    </div>
  );
}
