import type { Catalogue } from '../../src-shared/words/catalogue.ts';
import { plainStyle, type Style } from '../../src-shared/words/style.ts';
import { createVoice } from '../../src-shared/words/voice.ts';
import { createWords, createWordsOf, type Say, type WordKey } from '../../src-shared/words/words.ts';

/** How a page speaks: one language at a time, for all of it. */
export interface PageVoice {
  readonly say: Say;
  /** Everything in the language that is spoken; null for English, which parts of the page bring along. */
  readonly catalogue: () => Catalogue | null;
  /** Speaks so from now on, once the sentences are there. What was asked for last wins. */
  readonly speak: (style: Style) => Promise<void>;
}

/** @param fetchRussian fetches the Russian sentences; English is in the page from the start */
export function createPageVoice(fetchRussian: () => Promise<Catalogue>): PageVoice {
  const { say, speak } = createVoice<WordKey>(createWords());
  let russian: Catalogue | null = null;
  let wanted = plainStyle;
  return {
    say,
    catalogue: () => (say.style.language === 'ru' ? russian : null),
    async speak(style) {
      wanted = style;
      if (style.language === 'ru') russian ??= await fetchRussian();
      if (wanted !== style) return;
      const sentences = style.language === 'ru' ? russian : null;
      speak(sentences === null ? createWords(style) : (createWordsOf(sentences, style) as Say));
    },
  };
}
