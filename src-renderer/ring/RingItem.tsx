import { memo } from 'react';
import type { FiringView, RingingView } from '../../src-shared/contract/schemas.ts';
import { type ProofWords, proofWords } from '../../src-shared/words/proof.ts';
import { BellIcon } from '../shell/icons.tsx';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { Jump } from './Jump.tsx';
import { RingTools } from './RingTools.tsx';

interface Props {
  readonly ringing: RingingView;
  /** The first is large; the others follow below it. */
  readonly large: boolean;
  /** The only one: its main button is the dialog's. */
  readonly alone: boolean;
  readonly onDismiss: () => void;
}

/** What did not work of making this noticed; a channel that worked afterwards is no news. */
function failedDeliveries({ deliveries }: FiringView): string[] {
  const last = new Map(deliveries.map((delivery) => [delivery.channel, delivery]));
  return [...last.values()]
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ channel, cause }) => say(`ring.delivery.${channel}`, { cause: cause ?? '' }));
}

interface ProofProps {
  readonly words: ProofWords;
  readonly firing: FiringView;
  readonly large: boolean;
}

/** All of it of the first; of the others what does not fit in a line stands in the history. */
function Proof({ words, firing, large }: ProofProps) {
  const told = large ? words.lines : [...words.lines.slice(0, 1), ...words.circumstances];
  return (
    <>
      <Jump words={words} />
      {firing.note !== '' && <p className="ring-note">{say('ring.note', { note: firing.note })}</p>}
      <div className="proof">
        {[...told, ...failedDeliveries(firing)].map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </>
  );
}

/** The test alarm asks whether sound and notification work, so it answers here and not behind itself. */
function TestTroubles() {
  const notices = useApp((state) => state.notices);
  const troubles = notices.filter(({ code }) => code === 'sound-failed' || code === 'notification-failed');
  if (troubles.length === 0) return null;
  return (
    <div className="proof">
      {troubles.map(({ id, code, params }) => (
        <p key={id}>{sayInView(`notice.${code}`, params)}</p>
      ))}
    </div>
  );
}

function headOf(ringing: RingingView, words: ProofWords | null): readonly [title: string, below: string] {
  if (words !== null) return [words.title, words.rule];
  if (ringing.kind === 'test') return [say('ring.test.title'), say('ring.test.body')];
  return ringing.kind === 'firing' ? ['', ''] : [ringing.title, ringing.body];
}

function DismissButton({
  title,
  alone,
  onDismiss,
}: Pick<Props, 'alone' | 'onDismiss'> & { readonly title: string }) {
  if (alone) {
    return (
      <button type="button" className="button ring" onClick={onDismiss}>
        {say('ring.dismiss')}
      </button>
    );
  }
  return (
    <button
      type="button"
      className="button small"
      aria-label={say('ring.dismiss.label', { title })}
      onClick={onDismiss}
    >
      {say('ring.dismiss')}
    </button>
  );
}

/** One ring with its proof, and what can be done with it. */
export const RingItem = memo(function RingItem({ ringing, large, alone, onDismiss }: Props) {
  const words = ringing.kind === 'firing' ? proofWords(say, ringing.pair, ringing.firing) : null;
  const [title, below] = headOf(ringing, words);
  const dismiss = <DismissButton title={title} alone={alone} onDismiss={onDismiss} />;
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
          {(large || words === null) && <p>{below}</p>}
        </div>
      </div>
      {ringing.kind === 'firing' && words && <Proof words={words} firing={ringing.firing} large={large} />}
      {ringing.kind === 'test' && <TestTroubles />}
      {ringing.kind === 'firing' ? (
        <RingTools ringing={ringing} title={title} small={!alone}>
          {dismiss}
        </RingTools>
      ) : (
        <div className="ring-tools">{dismiss}</div>
      )}
    </li>
  );
});
