import { hushViews } from './en/hush-views.ts';
import { soundSettings } from './en/sound-settings.ts';
import { views } from './en/views.ts';
import { createWordsOf, type KeyOf, type SayFrom } from './words.ts';

const viewCatalogue = { ...views, ...hushViews, ...soundSettings };

export type ViewWordKey = KeyOf<typeof viewCatalogue>;
export type SayInViews = SayFrom<ViewWordKey>;

/** What is said in parts of the interface that a page fetches only when somebody opens them. */
export function createViewWords(): SayInViews {
  return createWordsOf(viewCatalogue);
}
