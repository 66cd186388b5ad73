import type { SayInViews } from '../../src-shared/words/view-words.ts';
import { createViewWords } from '../../src-shared/words/view-words.ts';
import { createWordsOf } from '../../src-shared/words/words.ts';
import { say, voice } from './say.ts';

function wordsNow(): SayInViews {
  const catalogue = voice.catalogue();
  return catalogue === null
    ? createViewWords(say.style)
    : (createWordsOf(catalogue, say.style) as SayInViews);
}

let words = wordsNow();

function speak(...said: Parameters<SayInViews>): string {
  if (words.style !== say.style) words = wordsNow();
  return words(...said);
}

/** Says what is said only in the parts that are fetched when somebody opens them, in the language of the page. */
export const sayInView: SayInViews = Object.defineProperty(speak as SayInViews, 'style', {
  get: () => say.style,
});
