import { memo } from 'react';
import type { PairId } from '../../src-core/pair.ts';
import { useTick } from '../clock/tick.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { formatAge } from '../words/formats.ts';

/** How old a pair's price is now: what the host said, and the time since it said so. */
export function ageOf(pair: ReceivedPair, now: number): number | null {
  return pair.ageMs === null ? null : pair.ageMs + Math.max(0, now - pair.receivedAt);
}

/** `3 s ago`, or `4 min old` where the price is too old to judge. */
export const PairAge = memo(function PairAge({ id }: { readonly id: PairId }) {
  const pair = useApp((state) => state.pairs[id]);
  // The number alone: the sentence around it costs more, and is said only when the number is another one.
  const age = useTick((now) => {
    const ms = pair ? ageOf(pair, now) : null;
    return ms === null ? null : formatAge(ms);
  });
  if (!pair || age === null) return null;
  return (
    <span className={pair.stale ? 'warn' : 'muted'}>
      {say(pair.stale ? 'watch.old' : 'watch.age', { age })}
    </span>
  );
});
