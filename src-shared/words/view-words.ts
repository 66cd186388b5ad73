import { views } from './en/views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

export type ViewWordKey = KeyOf<typeof views>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(views);
}
