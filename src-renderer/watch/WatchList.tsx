import { useCallback, useState } from 'react';
import { useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';
import { AddPair } from './AddPair.tsx';
import { Credits } from './Credits.tsx';
import { FilterLine } from '../shell/parts.ts';
import { SortField } from './SortField.tsx';
import { PairRows } from './PairRows.tsx';
import type { Sort } from './list-view.ts';
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

type Change = (part: Partial<ListView>) => void;

/** What is filtered is up to this window; by what it is sorted is kept by the host, and shows before that has answered. */
function useView(): readonly [ListView, Change] {
  const run = useCommand();
  const kept = useApp((state) => state.settings?.watchSort ?? 'own');
  const [asked, setAsked] = useState<Sort | null>(null);
  const [filter, setFilter] = useState<Omit<ListView, 'sort'>>({ text: '', kind: 'all' });
  const change = useCallback<Change>(
    ({ sort, ...part }) => {
      setFilter((before) => ({ ...before, ...part }));
      if (sort === undefined) return;
      setAsked(sort);
      // What the host told came before its answer, and is on the page by the next frame.
      void run('settings.set', { watchSort: sort }).then(() => requestAnimationFrame(() => setAsked(null)));
    },
    [run],
  );
  return [{ ...filter, sort: asked ?? kept }, change];
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
