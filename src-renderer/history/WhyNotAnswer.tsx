import type { AlarmId } from '../../src-core/alarm.ts';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { useApp } from '../store/context.tsx';
import { Rich } from '../words/Rich.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './History.module.css';
import { formatDuration, formatPercent, formatPrice, formatTime } from '../words/formats.ts';

type Answer = CommandOut<'alarm.whyNot'>;
type Moment = Answer['moments'][number];
const minuteMs = 60_000;

function sayWhy({ why, at }: Moment): string {
  if (why === 'paused' && at === null) return sayInView('whyNot.why.paused.unknown');
  return sayInView(`whyNot.why.${why}`, { at: at === null ? '' : formatTime(at) });
}

function sayNever({ nearest }: Answer, tickSize: number | null): string {
  if (nearest === null) return sayInView('whyNot.never.unknown');
  return sayInView('whyNot.never', {
    price: formatPrice(nearest.price, tickSize),
    percent: formatPercent(nearest.percent),
    time: formatTime(nearest.t),
  });
}

function Moments({ answer, tickSize }: { readonly answer: Answer; readonly tickSize: number | null }) {
  const { moments, count } = answer;
  return (
    <>
      <p>
        <Rich text={sayInView('whyNot.count', { count })} />
      </p>
      {count > moments.length && <p>{sayInView('whyNot.first', { count: moments.length })}</p>}
      <ul className={styles['moments']}>
        {moments.map((moment) => (
          <li key={`${moment.t}${moment.direction}`}>
            <span className={moment.direction}>
              {sayInView(`whyNot.moment.${moment.direction}`, {
                time: formatTime(moment.t),
                price: formatPrice(moment.price, tickSize),
              })}
            </span>
            <span className={moment.why === 'rang' ? styles['rang'] : undefined}>{sayWhy(moment)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is to be known about the answer itself. */
function Notes({ answer }: { readonly answer: Answer }) {
  const { complete, intervalMs, notSeen, pausedSince } = answer;
  const notes = [
    pausedSince === null ? '' : sayInView('whyNot.pausedSince', { time: formatTime(pausedSince) }),
    ...notSeen.map(({ from, to }) =>
      sayInView('whyNot.notSeen', { from: formatTime(from), to: formatTime(to) }),
    ),
    complete ? '' : sayInView('whyNot.incomplete'),
    intervalMs > minuteMs ? sayInView('whyNot.coarse', { interval: formatDuration(intervalMs) }) : '',
  ].filter((note) => note !== '');
  return notes.map((note) => (
    <p key={note} className="warn">
      {note}
    </p>
  ));
}

/** What kept an alarm from ringing on a day, in words. */
export function WhyNotAnswer({ id, answer }: { readonly id: AlarmId; readonly answer: Answer }) {
  const tickSize = useApp((state) => {
    const pairId = state.alarms[id]?.pairId;
    return pairId === undefined ? null : (state.pairs[pairId]?.tickSize ?? null);
  });
  const { count, nearest, complete } = answer;
  // Without any price there is nothing that could have been near.
  if (count === 0 && nearest === null && !complete) return <p>{sayInView('whyNot.unknown')}</p>;
  return (
    <>
      {count === 0 ? (
        <p>
          <Rich text={sayNever(answer, tickSize)} />
        </p>
      ) : (
        <Moments answer={answer} tickSize={tickSize} />
      )}
      <Notes answer={answer} />
    </>
  );
}
