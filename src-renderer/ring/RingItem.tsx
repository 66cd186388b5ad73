import { memo, useState } from 'react';
import type { Pair } from '../../src-core/pair.ts';
import type { FiringView, RingingView } from '../../src-shared/contract/schemas.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import { BellIcon } from '../shell/icons.tsx';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { SnoozePanel } from '../shell/parts.ts';

interface Props {
  readonly ringing: RingingView;
  /** The first is large; the others follow below it. */
  readonly large: boolean;
  /** Absent where the dialog's main button does it. */
  readonly onDismiss?: (() => void) | undefined;
}

/** What did not work of making this noticed; a channel that worked afterwards is no news. */
function failedDeliveries({ deliveries }: FiringView): string[] {
  const last = new Map(deliveries.map((delivery) => [delivery.channel, delivery]));
  return [...last.values()]
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ channel, cause }) => say(`ring.delivery.${channel}`, { cause: cause ?? '' }));
}

function Jump({ pair, firing }: { readonly pair: Pair; readonly firing: FiringView }) {
  const words = proofWords(say, pair, firing);
  return (
    <>
      <p className="jump">
        <span className="unseen">{say('ring.from')}</span>
        <span className="jump-old">{words.oldPrice}</span>
        <span className="muted" aria-hidden="true">
          →
        </span>
        <span className="unseen">{say('ring.to')}</span>
        <span className={words.direction}>
          <span aria-hidden="true">{words.direction === 'up' ? '▲' : '▼'} </span>
          {words.newPrice}
        </span>
      </p>
      {firing.note !== '' && <p className="ring-note">{say('ring.note', { note: firing.note })}</p>}
      <div className="proof">
        {[...words.lines, ...failedDeliveries(firing)].map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </>
  );
}

function headOf(ringing: RingingView): readonly [title: string, below: string] {
  if (ringing.kind === 'test') return [say('ring.test.title'), say('ring.test.body')];
  if (ringing.kind !== 'firing') return [ringing.title, ringing.body];
  const { title, rule } = proofWords(say, ringing.pair, ringing.firing);
  return [title, rule];
}

/** The test alarm asks whether sound and notification work, so it answers here and not behind itself. */
function TestTroubles() {
  const notices = useApp((state) => state.notices);
  const troubles = notices.filter(({ code }) => code === 'sound-failed' || code === 'notification-failed');
  if (troubles.length === 0) return null;
  return (
    <div className="proof">
      {troubles.map(({ id, code, params }) => (
        <p key={id}>{say(`notice.${code}`, params)}</p>
      ))}
    </div>
  );
}

/** One ring with its proof. */
export const RingItem = memo(function RingItem({ ringing, large, onDismiss }: Props) {
  const [snoozing, setSnoozing] = useState(false);
  const [title, below] = headOf(ringing);
  return (
    <li className={large ? 'ring-item large' : 'ring-item'}>
      <div className="ring-top">
        {large && (
          <span className="bell">
            <BellIcon size={26} />
          </span>
        )}
        <div>
          <h3>
            {title}
            {ringing.kind === 'firing' && ringing.firing.late && (
              <span className="chip late">{say('ring.late')}</span>
            )}
          </h3>
          <p>{below}</p>
        </div>
      </div>
      {ringing.kind === 'firing' && <Jump pair={ringing.pair} firing={ringing.firing} />}
      {ringing.kind === 'test' && <TestTroubles />}
      <div className="ring-tools">
        {ringing.kind === 'firing' && (
          <button
            type="button"
            className="button small"
            aria-expanded={snoozing}
            aria-label={say('snooze.open.label', { title })}
            onClick={() => setSnoozing(!snoozing)}
          >
            {say('snooze.open')}
          </button>
        )}
        {onDismiss && (
          <button
            type="button"
            className="button small"
            aria-label={say('ring.dismiss.label', { title })}
            onClick={onDismiss}
          >
            {say('ring.dismiss')}
          </button>
        )}
      </div>
      {snoozing && ringing.kind === 'firing' && <SnoozePanel ringing={ringing} />}
    </li>
  );
});
