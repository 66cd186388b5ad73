import { type ReactNode, useState } from 'react';
import { useActions, useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { SnoozeMenu } from './SnoozeMenu.tsx';
import { SnoozePanel } from './SnoozePanel.tsx';
import { type PanelFor, type RingingFiring, useSnooze } from './use-snooze.ts';

interface Props {
  readonly ringing: RingingFiring;
  readonly title: string;
  readonly small: boolean;
  /** The button that dismisses, which comes first. */
  readonly children: ReactNode;
}

/** What can be done with one firing: dismiss it, snooze it, look at its chart. */
export function RingTools({ ringing, title, small, children }: Props) {
  const snooze = useSnooze(ringing);
  const [panel, setPanel] = useState<PanelFor | null>(null);
  const { select, setAside } = useActions();
  const all = useApp((state) => state.ringing);
  const known = useApp((state) => state.pairs[ringing.pair.id] !== undefined);
  const openChart = () => {
    select(ringing.pair.id);
    setAside(all.map(({ id }) => id));
  };
  return (
    <>
      <div className="ring-tools">
        {children}
        <SnoozeMenu
          title={title}
          snooze={snooze}
          small={small}
          onPanel={(what) => {
            snooze.setUnless(what === 'worse');
            setPanel(what);
          }}
        />
        {known && (
          <button
            type="button"
            className={small ? 'button small' : 'button'}
            aria-label={say('ring.chart.label', { title })}
            onClick={openChart}
          >
            {say('ring.chart')}
          </button>
        )}
      </div>
      <p role="alert" className="problem">
        {panel === null && snooze.problem}
      </p>
      {panel !== null && (
        <SnoozePanel
          ringing={ringing}
          title={title}
          snooze={snooze}
          first={panel}
          onClose={() => setPanel(null)}
        />
      )}
    </>
  );
}
