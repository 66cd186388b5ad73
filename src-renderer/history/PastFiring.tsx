import { memo } from 'react';
import type { DeliveryView } from '../../src-shared/contract/schemas.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { PastFiring as Past } from './use-firings.ts';
import { formatTime } from '../words/formats.ts';

function sayDelivery({ channel, outcome, at, cause }: DeliveryView): string {
  return sayInView(`history.delivery.${outcome}`, {
    channel: sayInView(`history.channel.${channel}`),
    time: formatTime(at),
    cause: cause ?? '',
  });
}

function sayAcknowledged({ acknowledgedAt, acknowledgedBy }: Past['firing']): string {
  if (acknowledgedAt === null) return sayInView('history.waiting');
  const time = formatTime(acknowledgedAt);
  return sayInView('history.acknowledged', { time, who: acknowledgedBy ?? '' });
}

/** One time that an alarm came true; its proof opens below it. */
export const PastFiring = memo(function PastFiring({ past: { firing, pair } }: { readonly past: Past }) {
  const words = proofWords(say, pair, firing);
  const lines = [
    words.rule,
    ...words.lines,
    firing.note === '' ? '' : sayInView('history.note', { note: firing.note }),
    sayInView('history.came', { time: formatTime(firing.t) }),
    sayInView('history.received', { time: formatTime(firing.receivedAt) }),
    sayAcknowledged(firing),
    ...firing.deliveries.map(sayDelivery),
  ].filter((line) => line !== '');
  return (
    <li>
      <details className="past">
        <summary>
          <span className="past-time">{formatTime(firing.t)}</span>
          <span className="past-title">{words.title}</span>
          {firing.late && <span className="chip">{sayInView('history.late')}</span>}
          {firing.told === 'summary' && <span className="chip">{sayInView('history.summary')}</span>}
          <span className={`past-prices ${words.direction}`}>
            <span aria-hidden="true">{words.direction === 'up' ? '▲ ' : '▼ '}</span>
            {sayInView('history.prices', { before: words.oldPrice, after: words.newPrice })}
          </span>
        </summary>
        <ul className="past-proof">
          {lines.map((line, index) => (
            // A sound that failed twice in a second says the same twice.
            <li key={`${index} ${line}`}>{line}</li>
          ))}
        </ul>
      </details>
    </li>
  );
});
