import { merge } from './catalogue.ts';
import * as views from './shelves/en-views.ts';
import { plainStyle, type Style } from './style.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

export const viewCatalogue = merge(views);
export type ViewWordKey = KeyOf<typeof viewCatalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(style: Style = plainStyle): SayInViews {
  return createWordsOf(viewCatalogue, style);
}
