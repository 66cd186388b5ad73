import { createViewWords } from '../../src-shared/words/view-words.ts';

/** The catalogue of the parts that are fetched when somebody opens them. */
export const sayInView = createViewWords();
