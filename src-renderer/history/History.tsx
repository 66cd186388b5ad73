import { useEffect, useRef, useState } from 'react';
import { BackButton } from '../pair/BackButton.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { type Filter, Filters, noFilter } from './Filters.tsx';
import styles from './History.module.css';
import { PastFiring } from './PastFiring.tsx';
import { type Firings, useFirings } from './use-firings.ts';
import { WhyNot } from './WhyNot.tsx';

function Empty({ filter, onClear }: { readonly filter: Filter; readonly onClear: () => void }) {
  const filtered = filter.pairId !== null || filter.kind !== null || filter.time !== null;
  return (
    <div className="empty">
      <h3>{sayInView(filtered ? 'history.none.title' : 'history.empty.title')}</h3>
      <p>{sayInView(filtered ? 'history.none.body' : 'history.empty.body')}</p>
      {filtered && (
        <button type="button" className="button" onClick={onClear}>
          {sayInView('history.none.clear')}
        </button>
      )}
    </div>
  );
}

function Listed({ list, more, showOlder }: Pick<Firings, 'more' | 'showOlder'> & { list: readonly Past[] }) {
  return (
    <>
      <ul className="card past-list">
        {list.map((past) => (
          <PastFiring key={past.firing.id} past={past} />
        ))}
      </ul>
      {more ? (
        <button type="button" className="button" onClick={showOlder}>
          {sayInView('history.older')}
        </button>
      ) : (
        <p className="muted">{sayInView('history.end')}</p>
      )}
    </>
  );
}
type Past = NonNullable<Firings['list']>[number];

/** Everything that rang, newest first, with its proof and what became of it. */
export function History() {
  const [filter, setFilter] = useState(noFilter);
  const { list, more, problem, showOlder } = useFirings(filter);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="view">
      <BackButton />
      <h2 ref={title} tabIndex={-1} className="view-title">
        {sayInView('history.title')}
      </h2>
      <div className={styles['filters']}>
        <Filters filter={filter} onChange={setFilter} />
        {list !== null && list.length > 0 && (
          <span className={styles['export']}>
            <ExportButtons wanted={filter} />
          </span>
        )}
      </div>
      <WhyNot />
      <p role="alert" className="problem">
        {problem}
      </p>
      {list === null && problem === '' && (
        <output className="part-waiting">{sayInView('history.loading')}</output>
      )}
      {list?.length === 0 && <Empty filter={filter} onClear={() => setFilter(noFilter)} />}
      {list && list.length > 0 && <Listed list={list} more={more} showOlder={showOlder} />}
    </div>
  );
}
