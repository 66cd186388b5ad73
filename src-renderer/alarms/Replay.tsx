import { useEffect, useState } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import type { CommandOut, Reply } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';
import { Rich } from '../words/Rich.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { newAlarm, type Read } from './what-to-send.ts';
import { formatDuration, formatMinute, formatPrice, formatTime } from '../words/formats.ts';

const days = 30;
const mostListed = 10;
const minuteMs = 60_000;

export interface ReplayProps {
  readonly pairId: PairId;
  readonly read: Read;
  /** What the host proposes, where nothing was typed. */
  readonly wayBack: number | null;
}

function Times({
  firings,
  count,
  tickSize,
}: Pick<CommandOut<'alarm.replay'>, 'firings' | 'count'> & {
  readonly tickSize: number | null;
}) {
  const newest = firings.slice(-mostListed).toReversed();
  if (newest.length === 0) return null;
  return (
    <>
      <p>
        {count > newest.length
          ? sayInView('replay.newest', { count: newest.length })
          : sayInView('replay.all')}
      </p>
      <ul className="replay-times">
        {newest.map(({ t, direction, price }) => (
          <li key={`${t}${direction}`}>
            {sayInView(`replay.firing.${direction}`, {
              time: formatTime(t),
              price: formatPrice(price, tickSize),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer({
  data,
  tickSize,
}: {
  readonly data: CommandOut<'alarm.replay'>;
  readonly tickSize: number | null;
}) {
  const { from, to, count, complete, intervalMs, firings } = data;
  if (!complete && from >= to) return <p className="warn">{sayInView('replay.none')}</p>;
  return (
    <>
      <p>
        <Rich text={sayInView('replay.count', { count, days })} />
      </p>
      {!complete && <p className="warn">{sayInView('replay.incomplete', { from: formatMinute(from) })}</p>}
      {intervalMs > minuteMs && (
        <p className="warn">{sayInView('replay.coarse', { interval: formatDuration(intervalMs) })}</p>
      )}
      <Times firings={firings} count={count} tickSize={tickSize} />
    </>
  );
}

/** How often such an alarm would have rung lately. Asks once; what is asked about is another one with another key. */
export function Replay({ pairId, read, wayBack }: ReplayProps) {
  const { api } = useServices();
  const tickSize = useApp((state) => state.pairs[pairId]?.tickSize ?? null);
  const [reply, setReply] = useState<Reply<'alarm.replay'> | null>(null);
  const [asked] = useState(() => {
    const options = { ...read.options, wayBack: read.options.wayBack ?? wayBack, note: '', expiresAt: null };
    return { ...newAlarm(pairId, { condition: read.condition, options }, false), days };
  });
  useEffect(() => {
    let wanted = true;
    void api.call('alarm.replay', asked).then((answer) => wanted && setReply(answer));
    return () => {
      wanted = false;
    };
  }, [api, asked]);
  return (
    <div className="replay" aria-live="polite">
      {reply === null && <p>{sayInView('replay.busy', { days })}</p>}
      {reply?.ok === false && <p className="problem">{reply.message}</p>}
      {reply?.ok && <Answer data={reply.data} tickSize={tickSize} />}
    </div>
  );
}
