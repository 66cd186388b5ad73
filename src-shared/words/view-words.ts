import { chartWords } from './en/chart.ts';
import { views } from './en/views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

const viewCatalogue = { ...chartWords, ...views };

export type ViewWordKey = KeyOf<typeof viewCatalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(viewCatalogue);
}
