import * as Alert from '@radix-ui/react-alert-dialog';
import { useMemo, useRef } from 'react';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { ringTitle } from '../../src-shared/words/ring-title.ts';
import { useStill } from '../shell/use-still.ts';
import { SoundBar } from '../sound/SoundBar.tsx';
import { useApp } from '../store/context.tsx';
import { isSilent } from '../store/store.ts';
import { say } from '../words/say.ts';
import { RingItem } from './RingItem.tsx';
import { useDismiss } from './use-dismiss.ts';

function Content({ ringing }: { readonly ringing: readonly RingingView[] }) {
  const [problem, dismiss] = useDismiss();
  const content = useRef<HTMLDivElement>(null);
  const count = ringing.length;
  const alarms = ringing.every(({ kind }) => kind === 'firing' || kind === 'test');
  const summary = say(alarms ? 'ring.now' : 'ring.told', { count });
  return (
    <Alert.Content
      ref={content}
      className="ring-dialog"
      tabIndex={-1}
      // Onto the dialog, not its button: who is typing when it opens must not dismiss it unread.
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        content.current?.focus();
      }}
      onEscapeKeyDown={(event) => event.preventDefault()}
    >
      <Alert.Title className="unseen">{summary}</Alert.Title>
      <Alert.Description className="unseen">
        {ringing.map((each) => ringTitle(say, each)).join('. ')}
      </Alert.Description>
      <div className="unseen" role="alert">
        {`${summary}: ${ringing.map((each) => ringTitle(say, each)).join('. ')}`}
      </div>
      {/* The page's own bar is out of reach below this dialog. */}
      <SoundBar stays />
      <ul className="ring-list">
        {ringing.map((each, index) => (
          <RingItem
            key={each.id}
            ringing={each}
            large={index === 0}
            onDismiss={count > 1 ? () => dismiss([each.id]) : undefined}
          />
        ))}
      </ul>
      <div className="ring-actions">
        <p role="alert" className="problem">
          {problem}
        </p>
        <button type="button" className="button ring" onClick={() => dismiss(ringing.map((each) => each.id))}>
          {count > 1 ? say('ring.dismissAll', { count }) : say('ring.dismiss')}
        </button>
      </div>
    </Alert.Content>
  );
}

/**
 * Everything that rings, over everything else, until it is dismissed or snoozed. Esc and a click beside it do nothing.
 * Silent alarms have their own place.
 */
export function RingDialog() {
  const all = useApp((state) => state.ringing);
  const ringing = useMemo(() => all.filter((each) => !isSilent(each)), [all]);
  const still = useStill(ringing);
  // One that joins does not move the button that is being pressed; the first and the end wait for nothing.
  const listed = ringing.length > 0 && still.length > 0 ? still : ringing;
  return (
    <Alert.Root open={ringing.length > 0}>
      <Alert.Portal>
        <Alert.Overlay className="veil">
          <Content ringing={listed} />
        </Alert.Overlay>
      </Alert.Portal>
    </Alert.Root>
  );
}
