import { createHostWords } from '../../src-shared/words/host-words.ts';
import { styleInUse } from '../../src-shared/words/style.ts';
import { systemLocale } from './system-locale.ts';

/** Says a sentence of the catalogue, before and around a running runtime: in the language of the environment. */
export const say = createHostWords(
  styleInUse({ language: 'system', numbers: 'system' }, systemLocale(process.env)),
);
