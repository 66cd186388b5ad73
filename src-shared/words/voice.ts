import type { SayFrom, WordParams } from './words.ts';

/** A way of saying things that can change its language while everybody keeps it. */
export interface Voice<Key> {
  readonly say: SayFrom<Key>;
  /** From now on it says what this one says. */
  readonly speak: (words: SayFrom<Key>) => void;
}

/** @param first what it says until it is told otherwise */
export function createVoice<Key>(first: SayFrom<Key>): Voice<Key> {
  let words = first;
  const say = (key: Key, params?: WordParams) => words(key, params);
  return {
    say: Object.defineProperty(say as SayFrom<Key>, 'style', { get: () => words.style }),
    speak(next) {
      words = next;
    },
  };
}
