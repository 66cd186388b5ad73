import { useEffect, useRef } from 'react';
import type { FiringId } from '../../src-core/alarm.ts';
import type { RingingView, Summary } from '../../src-shared/contract/schemas.ts';
import { ringTitle } from '../../src-shared/words/ring-title.ts';
import { useApp } from '../store/context.tsx';
import { isSilent } from '../store/store.ts';
import { formatMinute } from '../words/formats.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { permission, showNotification } from './page-notification.ts';

interface Message {
  readonly title: string;
  readonly body: string;
}

/** Whoever looks at the page needs no notification, and the desktop shows its own. */
function isWanted(on: boolean): boolean {
  return on && window.app === undefined && document.hidden && permission() === 'granted';
}

function tryToShow({ title, body }: Message): Notification | null {
  try {
    return showNotification('ring', title, body);
  } catch {
    // Some browsers let only service workers do that; title and sound carry it.
    return null;
  }
}

/** One is its own title; several are counted, the newest first. */
function messageOf(calls: readonly RingingView[]): Message {
  const [newest = '', ...before] = calls.map((each) => ringTitle(say, each)).toReversed();
  if (before.length === 0) return { title: newest, body: '' };
  return { title: say('ring.now', { count: calls.length }), body: [newest, ...before].join('\n') };
}

function digestOf({ why, from, to, firings }: Summary): Message {
  const lines = firings.map(({ firing, pair }) =>
    ringTitle(say, { kind: 'firing', id: firing.id, firing, pair, softened: false }),
  );
  const words = { from: formatMinute(from), to: formatMinute(to), count: lines.length };
  const title = sayInView(`summary.title.${why === 'muted' ? 'muted' : 'quiet hours'}`, words);
  return { title, body: lines.toReversed().join('\n') };
}

/** One notification of this browser for what rings, and for what came in a mute, while nobody sees the page. */
export function PageNotifications(): null {
  const on = useApp((state) => state.settings?.notifications ?? false);
  const ringing = useApp((state) => state.ringing);
  const digest = useApp((state) => (state.summary?.why === 'away' ? null : state.summary));
  const known = useRef<ReadonlySet<FiringId>>(new Set());
  const knownDigest = useRef<number | null>(null);
  const shown = useRef<Notification | null>(null);
  useEffect(() => {
    const calls = ringing.filter((each) => !isSilent(each));
    const rings = calls.some((each) => !known.current.has(each.id));
    const tells = digest !== null && digest.to !== knownDigest.current;
    known.current = new Set(calls.map((each) => each.id));
    knownDigest.current = digest?.to ?? null;
    if (calls.length === 0 && digest === null) shown.current?.close();
    if ((!rings && !tells) || !isWanted(on)) return;
    shown.current = tryToShow(tells ? digestOf(digest) : messageOf(calls));
  }, [ringing, digest, on]);
  useEffect(() => () => shown.current?.close(), []);
  return null;
}
