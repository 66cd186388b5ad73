import { useCallback, useState } from 'react';
import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { AddPair } from './AddPair.tsx';
import { Credits } from './Credits.tsx';
import { FilterLine, SortField } from './ListTools.tsx';
import { PairRows } from './PairRows.tsx';
import { keepSort, readSort } from './sort-choice.ts';
import { useOwnOrder } from './use-own-order.ts';
import { type ListView, useShownPairs } from './use-shown-pairs.ts';
import css from './WatchList.module.css';

/** A list that is longer than a window wants a filter. */
const manyPairs = 8;

function Skeleton() {
  return (
    <output className="skeleton">
      <span className="unseen">{say('app.loading')}</span>
      <i />
      <i />
      <i />
    </output>
  );
}

function useView() {
  const [view, setView] = useState<ListView>(() => ({ sort: readSort(), text: '', kind: 'all' }));
  const change = useCallback((part: Partial<ListView>) => {
    if (part.sort) keepSort(part.sort);
    setView((before) => ({ ...before, ...part }));
  }, []);
  return [view, change] as const;
}

export function WatchList() {
  const count = useApp((state) => state.pairIds.length);
  const loaded = useApp((state) => state.app !== null);
  const lost = useApp((state) => state.connection.state === 'lost');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [chosen, change] = useView();
  const own = useOwnOrder();
  const filters = count > manyPairs;
  // A filter that is out of sight hides nothing.
  const view: ListView = filters ? chosen : { ...chosen, text: '', kind: 'all' };
  const isBusy = useCallback(() => scroller?.matches(':hover, :focus-within') ?? false, [scroller]);
  const shown = useShownPairs(own.ids, view, isBusy);
  const isOwn = view.sort === 'own' && shown.length === own.ids.length;

  return (
    <section className={`watch ${css['watch']}`} aria-label={say('watch.region')}>
      <div className={css['head']}>
        {count > 0 && <h2 className={css['title']}>{say('watch.title', { count })}</h2>}
        {count > 1 && <SortField sort={view.sort} onSort={(sort) => change({ sort })} />}
      </div>
      <AddPair />
      {filters && <FilterLine view={view} shown={shown.length} all={count} onChange={change} />}
      <div ref={setScroller} className={css['scroller']}>
        {/* The header says that nobody answers; a skeleton would promise that somebody is about to. */}
        {!loaded && !lost && <Skeleton />}
        {loaded && count > 0 && (
          <PairRows ids={shown} onPlace={isOwn ? own.place : null} scroller={scroller} />
        )}
        {count > 0 && shown.length === 0 && (
          <p className={css['none']}>
            {say('watch.shown.none')}{' '}
            <button type="button" className="button small" onClick={() => change({ text: '', kind: 'all' })}>
              {say('watch.shown.clear')}
            </button>
          </p>
        )}
      </div>
      <Credits />
    </section>
  );
}
