import { createHostWords, type HostSay, type HostWordKey } from '../src-shared/words/host-words.ts';
import { type Style, type StyleSettings, styleInUse } from '../src-shared/words/style.ts';
import { createVoice } from '../src-shared/words/voice.ts';

export interface HostVoice {
  /** Says everything in the language of the moment. */
  readonly say: HostSay;
  /** Follows the settings; nothing happens where they come to the same. */
  readonly speak: (settings: StyleSettings) => void;
  /** Whoever reads has this system, such as `ru-RU`: it counts where no language is set. */
  readonly readBy: (locale: string) => void;
}

const unset: StyleSettings = { language: 'system', numbers: 'system' };

const isSame = (a: Style, b: Style) =>
  a.language === b.language && JSON.stringify(a.numbers) === JSON.stringify(b.numbers);

/**
 * How a host speaks.
 * @param systemLocale of the computer, such as `ru-RU`
 * @param onChange what was said already reads differently from now on
 */
export function createHostVoice(systemLocale: string, onChange: () => void): HostVoice {
  const { say, speak } = createVoice<HostWordKey>(createHostWords(styleInUse(unset, systemLocale)));
  let settings = unset;
  let locale = systemLocale;
  const follow = () => {
    const style = styleInUse(settings, locale);
    if (isSame(style, say.style)) return;
    speak(createHostWords(style));
    onChange();
  };
  return {
    say,
    speak({ language, numbers }) {
      settings = { language, numbers };
      follow();
    },
    readBy(reader) {
      locale = reader;
      follow();
    },
  };
}
