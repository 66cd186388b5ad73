import type { ReactNode } from 'react';
import type { FiringView, SnoozedView } from '../../src-shared/contract/schemas.ts';
import type { Pair } from '../../src-core/pair.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { isSilent } from '../store/store.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { useDismiss } from './use-dismiss.ts';
import { formatLevel, formatMinute } from '../words/formats.ts';

interface LineProps {
  readonly firing: FiringView;
  readonly pair: Pair;
  readonly text: (title: string) => string;
  readonly onDismiss: (id: string) => void;
}

function Line({ firing, pair, text, onDismiss }: LineProps) {
  const { title } = proofWords(say, pair, firing);
  return (
    <li className="bar-line quiet">
      <span>{text(title)}</span>
      <button
        type="button"
        className="button small"
        aria-label={say('ring.dismiss.label', { title })}
        onClick={() => onDismiss(firing.id)}
      >
        {say('ring.dismiss')}
      </button>
    </li>
  );
}

function Bar({
  label,
  problem,
  children,
}: {
  readonly label: string;
  readonly problem: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={label}>
      <ul>{children}</ul>
      <p role="alert" className="problem bar-problem">
        {problem}
      </p>
    </section>
  );
}

function sayUntil({ snooze, pair }: SnoozedView, title: string, now: number): string {
  const time = formatMinute(snooze.until, now);
  if (snooze.unless === null) return say('snooze.line', { time, title });
  const { price, direction } = snooze.unless;
  return say(`snooze.line.${direction}`, { time, title, price: formatLevel(price, pair.tickSize) });
}

/** What was silenced for a while, until when. */
export function SnoozedBar() {
  const { store } = useServices();
  const snoozed = useApp((state) => state.snoozed);
  const [problem, dismiss] = useDismiss();
  if (snoozed.length === 0) return null;
  const now = hostNow(store.getState());
  return (
    <Bar label={say('snooze.region')} problem={problem}>
      {snoozed.map((one) => (
        <Line
          key={one.id}
          firing={one.firing}
          pair={one.pair}
          text={(title) => sayUntil(one, title, now)}
          onDismiss={(id) => dismiss([id])}
        />
      ))}
    </Bar>
  );
}

/** Silent alarms that came true: shown, and nothing else. */
export function SilentBar() {
  const { store } = useServices();
  const ringing = useApp((state) => state.ringing);
  const [problem, dismiss] = useDismiss();
  const silent = ringing.filter(isSilent);
  if (silent.length === 0) return null;
  const now = hostNow(store.getState());
  return (
    <Bar
      label={silent.some(({ held }) => held) ? sayInView('ring.held.region') : say('ring.silent.region')}
      problem={problem}
    >
      {silent.map(
        (one) =>
          one.kind === 'firing' && (
            <Line
              key={one.id}
              firing={one.firing}
              pair={one.pair}
              text={(title) =>
                one.held === true
                  ? sayInView('ring.held', { title, time: formatMinute(one.firing.t, now) })
                  : say('ring.silent', { title, time: formatMinute(one.firing.t, now) })
              }
              onDismiss={(id) => dismiss([id])}
            />
          ),
      )}
    </Bar>
  );
}
