import { settingsWords } from './en/settings.ts';
import { views } from './en/views.ts';
import { welcome } from './en/welcome.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

const catalogue = { ...views, ...settingsWords, ...welcome };

export type ViewWordKey = KeyOf<typeof catalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(catalogue);
}
