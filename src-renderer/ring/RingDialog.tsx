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
import { useJoined } from './use-joined.ts';

const titlesOf = (ringing: readonly RingingView[]) => ringing.map((each) => ringTitle(say, each)).join('. ');

function Content({ ringing }: { readonly ringing: readonly RingingView[] }) {
  const [problem, dismiss] = useDismiss();
  const content = useRef<HTMLDivElement>(null);
  const joined = useJoined(ringing);
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
      <Alert.Description className="unseen">{titlesOf(ringing)}</Alert.Description>
      {/* What it opened with is read as its name and description; said here once more it would be heard twice. */}
      <div className="unseen" role="alert">
        {joined.length > 0 && `${summary}: ${titlesOf(joined)}`}
      </div>
      {/* The page's own bar is out of reach below this dialog. */}
      <SoundBar stays />
      <ul className="ring-list">
        {ringing.map((each, index) => (
          <RingItem
            key={each.id}
            ringing={each}
            large={index === 0}
            alone={count === 1}
            onDismiss={() => dismiss([each.id])}
          />
        ))}
      </ul>
      <div className="ring-actions">
        <p role="alert" className="problem">
          {problem}
        </p>
        {count > 1 && (
          <button
            type="button"
            className="button ring"
            onClick={() => dismiss(ringing.map((each) => each.id))}
          >
            {say('ring.dismissAll', { count })}
          </button>
        )}
      </div>
    </Alert.Content>
  );
}

/**
 * Everything that rings, over everything else, until it is dismissed, snoozed, or put aside to look at a chart. Esc and a
 * click beside it do nothing. Silent alarms have their own place.
 */
export function RingDialog() {
  const all = useApp((state) => state.ringing);
  const aside = useApp((state) => state.aside);
  const ringing = useMemo(() => all.filter((each) => !isSilent(each)), [all]);
  // One that comes brings back those that were put aside.
  const open = ringing.some(({ id }) => !aside.includes(id));
  const still = useStill(ringing);
  // One that joins does not move the button that is being pressed; the first and the end wait for nothing.
  const listed = ringing.length > 0 && still.length > 0 ? still : ringing;
  return (
    <Alert.Root open={open}>
      <Alert.Portal>
        <Alert.Overlay className="veil">
          <Content ringing={listed} />
        </Alert.Overlay>
      </Alert.Portal>
    </Alert.Root>
  );
}
