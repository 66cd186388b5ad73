import { type ReactNode, useEffect, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { describeReason } from '../../src-shared/words/describe.ts';
import type { CommandOut, Reply } from '../../src-shared/contract/contract.ts';
import { useApp, useServices } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { WhyNotDay } from '../history/WhyNotDay.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { AlarmStateWord } from './AlarmParts.tsx';
import { formatDistance, formatPercent, formatPrice, formatTime, marketFormats } from '../words/formats.ts';

type Explained = CommandOut<'alarm.explain'>;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sayNearest({ nearest, armedAt }: Explained, pair: ReceivedPair): string {
  if (nearest === null) return sayInView(armedAt === null ? 'why.armed.none' : 'why.nearest.none');
  return sayInView('why.nearest.value', {
    price: formatPrice(nearest.price, pair.tickSize),
    percent: formatPercent(nearest.percent),
    time: formatTime(nearest.t),
  });
}

function Facts({
  id,
  explained,
  pair,
}: {
  readonly id: AlarmId;
  readonly explained: Explained;
  readonly pair: ReceivedPair;
}) {
  const alarm = useApp((state) => state.alarms[id]);
  const { notSeen, judgedAt, armedAt } = explained;
  if (!alarm) return null;
  const { percentToGo, reason } = alarm;
  return (
    <dl className="why-facts">
      <Fact name={sayInView('why.state')}>
        <AlarmStateWord alarm={alarm} />
      </Fact>
      <Fact name={sayInView('why.reason')}>{describeReason(say, reason, marketFormats(pair.tickSize))}</Fact>
      <Fact name={sayInView('why.distance')}>
        {percentToGo === null ? say('alarms.noDistance') : formatDistance(percentToGo)}
      </Fact>
      <Fact name={sayInView('why.nearest')}>{sayNearest(explained, pair)}</Fact>
      <Fact name={sayInView('why.judged')}>
        {judgedAt === null ? sayInView('why.judged.none') : formatTime(judgedAt)}
      </Fact>
      <Fact name={sayInView('why.armed')}>
        {armedAt === null ? sayInView('why.armed.none') : formatTime(armedAt)}
      </Fact>
      <Fact name={sayInView('why.notSeen')}>
        {notSeen.length === 0
          ? sayInView('why.notSeen.none')
          : notSeen
              .map(({ from, to }) => sayInView('why.stretch', { from: formatTime(from), to: formatTime(to) }))
              .join('; ')}
      </Fact>
    </dl>
  );
}

/** Why an alarm has not rung: asked for when it is opened, and again with every new price. */
export function Why({ id }: { readonly id: AlarmId }) {
  const { api } = useServices();
  const pair = useApp((state) => {
    const pairId = state.alarms[id]?.pairId;
    return pairId === undefined ? undefined : state.pairs[pairId];
  });
  const [reply, setReply] = useState<Reply<'alarm.explain'> | null>(null);
  const t = pair?.t ?? null;
  useEffect(() => {
    let wanted = true;
    void api.call('alarm.explain', { id }).then((answer) => wanted && setReply(answer));
    return () => {
      wanted = false;
    };
    // `t`: with every price it was judged again.
  }, [api, id, t]);
  if (!pair) return null;
  return (
    <section className="why" aria-label={sayInView('why.title')}>
      <h4>{sayInView('why.title')}</h4>
      {reply?.ok === false && (
        <p role="alert" className="problem">
          {reply.message}
        </p>
      )}
      {reply?.ok && <Facts id={id} explained={reply.data} pair={pair} />}
      <WhyNotDay id={id} />
    </section>
  );
}
