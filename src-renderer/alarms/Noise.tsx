import type { CommandOut } from '../../src-shared/contract/contract.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { Rich } from '../words/Rich.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Noise.module.css';
import type { AlarmFormState } from './use-alarm-form.ts';
import { noiseDays as days, useNoise } from './use-noise.ts';
import { formatDuration, formatMinute, formatPrice, formatTime } from '../words/formats.ts';

const mostListed = 10;
const minuteMs = 60_000;

export interface NoiseProps {
  readonly form: AlarmFormState;
  readonly pair: ReceivedPair;
}

type Replayed = CommandOut<'alarm.replay'>;

function Times({ data: { firings, count }, pair }: { readonly data: Replayed; readonly pair: ReceivedPair }) {
  const newest = firings.slice(-mostListed).toReversed();
  if (newest.length === 0) return null;
  return (
    <details className={styles['when']}>
      <summary>{sayInView('replay.all')}</summary>
      {count > newest.length && <p>{sayInView('replay.newest', { count: newest.length })}</p>}
      <ul className={styles['times']}>
        {newest.map(({ t, direction, price }) => (
          <li key={`${t}${direction}`}>
            {sayInView(`replay.firing.${direction}`, {
              time: formatTime(t),
              price: formatPrice(price, pair.tickSize),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Answer({ data, pair }: { readonly data: Replayed; readonly pair: ReceivedPair }) {
  const { from, to, count, complete, intervalMs } = data;
  if (!complete && from >= to) return <p className="warn">{sayInView('replay.none')}</p>;
  return (
    <>
      <p>
        <Rich text={sayInView('replay.count', { count, days })} />{' '}
        {!complete && (
          <span className="warn">{sayInView('replay.incomplete', { from: formatMinute(from) })} </span>
        )}
        {intervalMs > minuteMs && (
          <span>{sayInView('replay.coarse', { interval: formatDuration(intervalMs) })}</span>
        )}
      </p>
      <Times data={data} pair={pair} />
    </>
  );
}

/** How often the alarm in the form would have rung lately, without being asked for. */
export function Noise({ form, pair }: NoiseProps) {
  const { asked, reply } = useNoise(form);
  if (!asked) return null;
  return (
    <div className={styles['noise']}>
      {reply === null && <p className={styles['waiting']}>{sayInView('replay.busy', { days })}</p>}
      {reply?.ok === false && <p className="problem">{reply.message}</p>}
      {reply?.ok && <Answer data={reply.data} pair={pair} />}
    </div>
  );
}
