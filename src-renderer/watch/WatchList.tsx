import type { KeyboardEvent } from 'react';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { AddPair } from './AddPair.tsx';
import { Credits } from './Credits.tsx';
import { PairRow } from './PairRow.tsx';

/** Arrow keys walk the list; Enter opens, as on any button. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-main')];
  const next = rows[rows.findIndex((row) => row === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Rows() {
  const ids = useApp((state) => state.pairIds);
  const loaded = useApp((state) => state.app !== null);
  const lost = useApp((state) => state.connection.state === 'lost');
  // The header says that nobody answers; a skeleton would promise that somebody is about to.
  if (!loaded && lost) return null;
  if (!loaded) {
    return (
      <output className="skeleton">
        <span className="unseen">{say('app.loading')}</span>
        <i />
        <i />
        <i />
      </output>
    );
  }
  return (
    // The rows are buttons; the list only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="rows" onKeyDown={walk}>
      {ids.map((id) => (
        <PairRow key={id} id={id} />
      ))}
    </ul>
  );
}

export function WatchList() {
  const count = useApp((state) => state.pairIds.length);
  return (
    <section className="watch" aria-label={say('watch.region')}>
      {count > 0 && <h2 className="side-title">{say('watch.title', { count })}</h2>}
      <AddPair />
      <Rows />
      <Credits />
    </section>
  );
}
