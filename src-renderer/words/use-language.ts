import { useEffect, useRef, useState } from 'react';
import type { Style } from '../../src-shared/words/style.ts';
import { useApp } from '../store/context.tsx';
import { rememberStyle, styleHere } from './remembered-style.ts';
import { say, voice } from './say.ts';

const againAfterMs = 2_000;

/** React gives its ids, which begin with another sign, anew: there they could be those of another field. */
const ownId = (element: Element | null) => (/^[a-z]/i.test(element?.id ?? '') ? (element?.id ?? '') : '');

const nameOf = ({ language, numbers }: Style) => `${language} ${numbers.group} ${numbers.decimal}`;

/**
 * Has the page follow the language and the number format that are set. Answers a key: what carries it is drawn anew in the
 * other language, and the field that was in use keeps the focus if it has an id of its own.
 */
export function useLanguage(): string {
  const language = useApp((state) => state.settings?.language);
  const numbers = useApp((state) => state.settings?.numbers);
  const [spoken, setSpoken] = useState(() => nameOf(say.style));
  const [failures, setFailures] = useState(0);
  const focused = useRef('');

  useEffect(() => {
    // Nothing is known before the first snapshot: the page speaks as it did last.
    if (language === undefined || numbers === undefined) return;
    const settings = { language, numbers };
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    voice.speak(styleHere(settings)).then(
      () => {
        if (over) return;
        rememberStyle(settings);
        focused.current = ownId(document.activeElement);
        setSpoken(nameOf(say.style));
      },
      // The host is away. It speaks as before until the sentences can be fetched.
      () => {
        if (!over) timer = setTimeout(() => setFailures(failures + 1), againAfterMs);
      },
    );
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [language, numbers, failures]);

  // After the effects of what was drawn anew, which may ask for the focus itself.
  useEffect(() => {
    document.documentElement.lang = say.style.language;
    if (focused.current !== '') document.getElementById(focused.current)?.focus();
  }, [spoken]);
  return spoken;
}
