import { createWords } from '../../src-shared/words/words.ts';

/** The catalogue of the interface's language. */
export const say = createWords();
