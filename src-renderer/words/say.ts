import { createPageVoice } from './page-voice.ts';

/** The voice of this page. Whatever shows a sentence says it when it draws, because the language can change. */
export const voice = createPageVoice(async () => {
  const { russianPage } = await import('../../src-shared/words/russian-page.ts');
  return russianPage;
});

/** Says a sentence in the language of the page. */
export const { say } = voice;
