import { type Sort, sorts } from './list-view.ts';

const key = 'watch.sort';

/** How this window lists its pairs; a browser that keeps nothing starts with the own order each time. */
export function readSort(): Sort {
  try {
    const kept = localStorage.getItem(key);
    return sorts.find((sort) => sort === kept) ?? 'own';
  } catch {
    return 'own';
  }
}

export function keepSort(sort: Sort): void {
  try {
    localStorage.setItem(key, sort);
  } catch {
    // It holds until the window is closed.
  }
}
