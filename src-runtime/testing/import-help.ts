import { createHostWords } from '../../src-shared/words/host-words.ts';
import type { ImportHelp } from '../transfer/imported.ts';
import { testStart } from './fake-clock.ts';

export const say = createHostWords();

/** Help with new ids `n1`, `n2` … */
export function importHelp(): ImportHelp {
  let ids = 1;
  return { say, newId: () => `n${ids++}`, now: testStart };
}
