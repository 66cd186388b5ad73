import { createWords } from '../../src-shared/words/words.ts';

/** Says a sentence of the catalogue, before and around a running runtime. */
export const say = createWords();
