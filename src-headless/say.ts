import { createWords } from '../src-shared/words/words.ts';

/** Says a sentence of the catalogue. */
export const say = createWords();
