import { merge } from './catalogue.ts';
import * as views from './shelves/en-views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

export const viewCatalogue = merge(views);
export type ViewWordKey = KeyOf<typeof viewCatalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(viewCatalogue);
}
