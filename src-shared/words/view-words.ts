import { alarmViews } from './en/alarm-views.ts';
import { past } from './en/past.ts';
import { views } from './en/views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

/** What is said in those parts alone. */
export const viewCatalogue = { ...alarmViews, ...past, ...views };

export type ViewWordKey = KeyOf<typeof viewCatalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(viewCatalogue);
}
