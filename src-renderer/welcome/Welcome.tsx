import { type ReactNode, useEffect, useRef } from 'react';
import { useActions, useServices } from '../store/context.tsx';
import { panels } from '../settings/panels.ts';
import { sayInView } from '../words/say-in-view.ts';
import { FirstAlarm } from './FirstAlarm.tsx';
import { FirstPair } from './FirstPair.tsx';
import { type Flow, nextStep, stepsOf } from './flow.ts';
import { TryRing } from './TryRing.tsx';
import styles from './Welcome.module.css';

export interface WelcomeProps {
  readonly flow: Flow;
  readonly onFlow: (flow: Flow) => void;
}

function Card({ flow, onFlow, onEnd }: WelcomeProps & { readonly onEnd: () => void }): ReactNode {
  const next = () => onFlow(nextStep(flow));
  const { language: Language } = panels;
  switch (flow.step) {
    case 'language':
      return (
        <>
          {Language && <Language />}
          <div className={styles['actions']}>
            <button type="button" className="button primary" onClick={next}>
              {sayInView('welcome.next')}
            </button>
          </div>
        </>
      );
    case 'pair':
      return <FirstPair onPair={(pairId) => onFlow(nextStep(flow, pairId))} onSkip={next} />;
    case 'alarm':
      return flow.pairId === null ? null : <FirstAlarm pairId={flow.pairId} onDone={next} />;
    case 'test':
      return <TryRing onDone={onEnd} />;
  }
}

/** Under the heading of a card. */
const bodies = {
  language: 'welcome.language.body',
  pair: 'welcome.pair.body',
  test: 'welcome.test.body',
} as const;

/** The first start: one thing at a time, each can be skipped, and it never comes back. */
export function Welcome({ flow: given, onFlow }: WelcomeProps) {
  // In one language there is nothing to choose.
  const hasLanguages = panels.language !== null;
  const flow: Flow = given.step === 'language' && !hasLanguages ? { ...given, step: 'pair' } : given;
  const { api, store } = useServices();
  const { showList } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const { step, pairId } = flow;
  useEffect(() => heading.current?.focus(), [step]);
  const end = () => {
    onFlow({ ...flow, state: 'over' });
    // A host that cannot write it offers the cards once more, which harms nobody.
    void api.call('settings.set', { welcomed: true });
    if (pairId === null) showList();
    else store.getState().select(pairId);
  };
  const steps = stepsOf(flow, hasLanguages);
  const pair = pairId === null ? undefined : store.getState().pairs[pairId];
  const title = sayInView(`welcome.${step}.title`, { pair: pair ? `${pair.base}/${pair.quote}` : '' });
  // Before the host answers: what it tells of a first pair would end what was only offered.
  const begin = () => {
    if (given.state === 'offered') onFlow({ ...flow, state: 'begun' });
  };
  return (
    // Any press counts, whatever it is on; nothing here is a control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles['welcome']}
      aria-label={sayInView('welcome.region')}
      onClickCapture={begin}
      onKeyDownCapture={begin}
    >
      <div className={`card ${styles['card']}`}>
        <div className={styles['head']}>
          <p className="muted">
            {sayInView('welcome.step', { step: steps.indexOf(step) + 1, steps: steps.length })}
          </p>
          <button type="button" className="button quiet small" onClick={end}>
            {sayInView('welcome.skipAll')}
          </button>
        </div>
        <h2 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        {step !== 'alarm' && <p className={styles['body']}>{sayInView(bodies[step])}</p>}
        <Card key={step} flow={flow} onFlow={onFlow} onEnd={end} />
      </div>
    </section>
  );
}
