import { useEffect, useState } from 'react';
import { documentTitle } from '../../src-shared/words/ring-title.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { isSilent } from '../store/store.ts';
import { say } from '../words/say.ts';
import { createTitleBlinker } from './blink-title.ts';
import { createSounding } from './sounding.ts';
import { useLoud } from './use-loud.ts';

/** What rings is heard; which of it, and how, is worked out in one place. */
function useSounding() {
  const { sound, store } = useServices();
  const ringing = useApp((state) => state.ringing);
  const quiet = useApp((state) => state.quiet);
  const [sounding] = useState(() => createSounding(sound));
  useEffect(() => sounding.stop, [sounding]);
  useEffect(() => {
    sounding.follow({ ringing, quiet, now: hostNow(store.getState()) });
  }, [sounding, ringing, quiet, store]);
}

/** The sound and the title of the page: one of each, whatever rings. */
export function RingEffects() {
  useSounding();
  const ringing = useApp((state) => state.ringing);
  const loud = useLoud();
  const [blinker] = useState(() => createTitleBlinker(document, say('app.name')));
  const called = ringing.filter((each) => !isSilent(each));
  const text = loud ? documentTitle(say, called) : '';
  useEffect(() => blinker.show(text), [blinker, text]);
  useEffect(() => () => blinker.show(''), [blinker]);
  return null;
}
