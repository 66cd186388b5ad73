import { useState } from 'react';
import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';

interface Known {
  readonly ids: readonly FiringId[];
  readonly joined: readonly RingingView[];
}

/** What has joined since the dialog opened, the last ones only: what is there from the start is told by opening it. */
export function useJoined(ringing: readonly RingingView[]): readonly RingingView[] {
  const [known, setKnown] = useState<Known>(() => ({ ids: ringing.map(({ id }) => id), joined: [] }));
  const fresh = ringing.filter(({ id }) => !known.ids.includes(id));
  const gone = known.ids.some((id) => !ringing.some((each) => each.id === id));
  if (fresh.length === 0 && !gone) return known.joined;
  const joined = fresh.length > 0 ? fresh : known.joined;
  // React's way to keep something of the last render: it renders once more, before anything is painted.
  setKnown({ ids: ringing.map(({ id }) => id), joined });
  return joined;
}
