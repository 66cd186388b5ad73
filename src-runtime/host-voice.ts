import { createHostWords, type HostSay, type HostWordKey } from '../src-shared/words/host-words.ts';
import { type Style, type StyleSettings, styleInUse } from '../src-shared/words/style.ts';
import { createVoice } from '../src-shared/words/voice.ts';

export interface HostVoice {
  /** Says everything in the language of the moment. */
  readonly say: HostSay;
  /** Follows the settings; nothing happens where they come to the same. */
  readonly speak: (settings: StyleSettings) => void;
}

const isSame = (a: Style, b: Style) =>
  a.language === b.language && JSON.stringify(a.numbers) === JSON.stringify(b.numbers);

/**
 * How a host speaks.
 * @param systemLocale of the computer, such as `ru-RU`
 * @param onChange what was said already reads differently from now on
 */
export function createHostVoice(systemLocale: string, onChange: () => void): HostVoice {
  const system = styleInUse({ language: 'system', numbers: 'system' }, systemLocale);
  const { say, speak } = createVoice<HostWordKey>(createHostWords(system));
  return {
    say,
    speak(settings) {
      const style = styleInUse(settings, systemLocale);
      if (isSame(style, say.style)) return;
      speak(createHostWords(style));
      onChange();
    },
  };
}
