import { say } from '../words/say.ts';
import styles from './Chart.module.css';
import type { ChartData } from './use-chart-data.ts';

/** What stands in place of bars: that they are being fetched, that there are none, or why they could not be had. */
export function Instead({ data, empty }: { readonly data: ChartData; readonly empty: boolean }) {
  if (data.answer === null && data.problem !== null) {
    return (
      <div className={styles['instead']}>
        <p>{say('chart.refused', { message: data.problem })}</p>
        <button type="button" className="button small" onClick={data.retry}>
          {say('chart.retry')}
        </button>
      </div>
    );
  }
  if (data.answer === null) {
    return (
      <div className={styles['skeleton']}>
        <p className="unseen">{say('chart.waiting')}</p>
      </div>
    );
  }
  if (!empty) return null;
  return (
    <div className={styles['instead']}>
      <p>{say('chart.empty')}</p>
    </div>
  );
}
