import { useEffect, useId, useState } from 'react';
import { say } from '../words/say.ts';
import { type Kind, kinds } from './list-view.ts';
import type { ListView } from './use-shown-pairs.ts';
import css from './WatchList.module.css';

export interface FilterProps {
  readonly view: ListView;
  readonly shown: number;
  readonly all: number;
  readonly onChange: (part: Partial<Pick<ListView, 'text' | 'kind'>>) => void;
}

const restMs = 600;

/** Said once typing rests, and not each time that a price moves a pair in or out. */
function Announcement({ view, shown, all }: Omit<FilterProps, 'onChange'>) {
  const [said, setSaid] = useState('');
  const words = shown === 0 ? say('watch.shown.none') : say('watch.shown', { count: shown, all });
  useEffect(() => {
    if (view.text === '' && view.kind === 'all') {
      setSaid('');
      return;
    }
    const timer = setTimeout(() => setSaid(words), restMs);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [view.text, view.kind]);
  return <output className="unseen">{said}</output>;
}

/** What of a long list is shown: by code or name, and by state. */
export function FilterLine({ view, shown, all, onChange }: FilterProps) {
  const textId = useId();
  const kindId = useId();
  return (
    <div className={css['filter']}>
      <label className="unseen" htmlFor={textId}>
        {say('watch.filter')}
      </label>
      <input
        id={textId}
        className="input"
        type="search"
        value={view.text}
        placeholder={say('watch.filter')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <label className="unseen" htmlFor={kindId}>
        {say('watch.kind')}
      </label>
      <select
        id={kindId}
        className={`input ${css['kind']}`}
        value={view.kind}
        onChange={(event) => onChange({ kind: kinds.find((each) => each === event.target.value) ?? 'all' })}
      >
        {kinds.map((each: Kind) => (
          <option key={each} value={each}>
            {say(`watch.kind.${each}`)}
          </option>
        ))}
      </select>
      <Announcement view={view} shown={shown} all={all} />
    </div>
  );
}
