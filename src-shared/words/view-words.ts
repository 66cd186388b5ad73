import { views as viewWords } from './en/views.ts';
import { watchActions } from './en/watch-actions.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

/** What is said in parts that a page fetches later. */
export const views = { ...viewWords, ...watchActions };

export type ViewWordKey = KeyOf<typeof views>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(views);
}
