import type { AppStore } from '../store/store.ts';

/**
 * Marks the page with the theme that the user forced. The host has put it there already; this follows changes.
 * @returns what ends it
 */
export function followTheme(store: AppStore, root: HTMLElement = document.documentElement): () => void {
  const follow = () => {
    const theme = store.getState().settings?.theme;
    // Nothing is known yet: what the host said stands.
    if (theme === undefined || theme === (root.dataset['theme'] ?? 'system')) return;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  };
  follow();
  return store.subscribe(follow);
}
