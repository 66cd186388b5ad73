import { createHostWords } from '../../src-shared/words/host-words.ts';

/** Says a sentence of the catalogue, before and around a running runtime. */
export const say = createHostWords();
