import { useId } from 'react';
import { say } from '../words/say.ts';
import { type Sort, sorts } from './list-view.ts';
import css from './WatchList.module.css';

interface SortProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

export function SortField({ sort, onSort }: SortProps) {
  const id = useId();
  return (
    <>
      <label className="unseen" htmlFor={id}>
        {say('watch.sort')}
      </label>
      <select
        id={id}
        className={css['sort']}
        value={sort}
        onChange={(event) => onSort(sorts.find((each) => each === event.target.value) ?? 'own')}
      >
        {sorts.map((each) => (
          <option key={each} value={each}>
            {say(`watch.sort.${each}`)}
          </option>
        ))}
      </select>
    </>
  );
}
