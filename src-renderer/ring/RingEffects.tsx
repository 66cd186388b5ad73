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

/** Which sounds are heard, as the host has it. */
function useSoundChoice() {
  const { sound } = useServices();
  const up = useApp((state) => state.settings?.soundUp);
  const down = useApp((state) => state.settings?.soundDown);
  const volume = useApp((state) => state.settings?.soundVolume);
  const own = useApp((state) => state.ownSound);
  useEffect(() => {
    if (up === undefined || down === undefined || volume === undefined) return;
    sound.use({ up, down, volume, own });
  }, [sound, up, down, volume, own]);
}

/** The sound and the title of the page: one of each, whatever rings. */
export function RingEffects() {
  useSoundChoice();
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
