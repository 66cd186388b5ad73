import * as Popover from '@radix-ui/react-popover';
import { useState } from 'react';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import { Labelled } from '../alarms/Field.tsx';
import { wrong } from '../alarms/problems.ts';
import { nextTime } from '../ring/next-time.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { formatDuration, formatMinute } from '../words/formats.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { MuteFace, muteClass } from './MuteButton.tsx';
import styles from './MuteMenu.module.css';

const minuteMs = 60_000;
const choices = [15, 60, 240] as const;

/** Runs a command of the panel; what is wrong is told in it, and what goes well closes it. */
function useMute(close: () => void) {
  const { api } = useServices();
  const [problem, setProblem] = useState('');
  const answer = (reply: { readonly ok: true } | { readonly ok: false; readonly message: string }) => {
    setProblem(reply.ok ? '' : reply.message);
    if (reply.ok) close();
  };
  return {
    problem,
    mute: async (wanted: CommandIn<'mute.set'>) => answer(await api.call('mute.set', wanted)),
    end: async () => answer(await api.call('mute.end', {})),
  };
}

function Until({ onMute }: { readonly onMute: (until: number) => void }) {
  const { store } = useServices();
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState('');
  return (
    <form
      className={styles['until']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const until = nextTime(time, hostNow(store.getState()));
        if (until === null) setProblem(sayInView('mute.until.empty'));
        else onMute(until);
      }}
    >
      <Labelled label={sayInView('mute.until.label')} problem={problem === '' ? null : wrong(problem)}>
        {({ id, describedBy }) => (
          <input
            id={id}
            type="time"
            className="input"
            value={time}
            aria-invalid={problem !== ''}
            aria-describedby={describedBy}
            onChange={(event) => {
              setTime(event.target.value);
              setProblem('');
            }}
          />
        )}
      </Labelled>
      <button type="submit" className="button">
        {sayInView('mute.until.action')}
      </button>
    </form>
  );
}

function Content({ close }: { readonly close: () => void }) {
  const { store } = useServices();
  const until = useApp((state) => state.mute?.until ?? null);
  const { problem, mute, end } = useMute(close);
  const title =
    until === null
      ? sayInView('mute.for')
      : sayInView('mute.on', { time: formatMinute(until, hostNow(store.getState())) });
  return (
    <Popover.Content className={styles['panel']} align="end" sideOffset={4} aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      {until !== null && (
        <button type="button" className="button primary" onClick={() => void end()}>
          {sayInView('mute.end')}
        </button>
      )}
      <div className={styles['choices']}>
        {choices.map((minutes) => {
          const duration = formatDuration(minutes * minuteMs);
          return (
            <button
              key={minutes}
              type="button"
              className="button"
              aria-label={sayInView('mute.for.label', { duration })}
              onClick={() => void mute({ minutes })}
            >
              {duration}
            </button>
          );
        })}
      </div>
      <Until onMute={(time) => void mute({ until: time })} />
      <p role="alert" className="problem">
        {problem}
      </p>
    </Popover.Content>
  );
}

/** The mute button with its panel, open from the start: it takes the place of the button that was pressed. */
export function MuteMenu() {
  const muted = useApp((state) => state.mute !== null);
  const [open, setOpen] = useState(true);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        type="button"
        className={muteClass}
        aria-pressed={muted} // Beside its panel the button needs no tip.
        data-tip={open ? undefined : say('mute.open')}
      >
        <MuteFace />
      </Popover.Trigger>
      <Popover.Portal>
        <Content close={() => setOpen(false)} />
      </Popover.Portal>
    </Popover.Root>
  );
}
