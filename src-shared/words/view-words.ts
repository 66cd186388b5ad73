import { commandWords } from './en/command.ts';
import { views } from './en/views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

const catalogue = { ...views, ...commandWords };

export type ViewWordKey = KeyOf<typeof catalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(catalogue);
}
