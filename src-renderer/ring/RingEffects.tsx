import { useEffect, useState } from 'react';
import { documentTitle } from '../../src-shared/words/ring-title.ts';
import { useApp, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { createTitleBlinker } from './blink-title.ts';
import { useLoud } from './use-loud.ts';

/** The sound and the title of the page: one of each, whatever rings. */
export function RingEffects() {
  const { sound } = useServices();
  const ringing = useApp((state) => state.ringing);
  const loud = useLoud();
  const [blinker] = useState(() => createTitleBlinker(document, say('app.name')));
  const text = loud ? documentTitle(say, ringing) : '';
  useEffect(() => sound.ring(loud), [sound, loud]);
  useEffect(() => blinker.show(text), [blinker, text]);
  useEffect(
    () => () => {
      sound.ring(false);
      blinker.show('');
    },
    [sound, blinker],
  );
  return null;
}
