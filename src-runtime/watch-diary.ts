import * as z from 'zod/mini';
import type { EpochMs } from '../src-core/pair.ts';
import type { Desk, Stretch } from './desk.ts';

const key = 'unwatched';
const mostKept = 50;
const kept = z.object({
  stretches: z.array(z.object({ from: z.number(), to: z.number() })),
  /** When a pause began that is not over, or was not told to be; null where there is none. */
  since: z.nullable(z.number()),
});

function read({ outbox }: Pick<Desk, 'outbox'>): z.output<typeof kept> {
  const parsed = kept.safeParse(outbox.remembered(key));
  return parsed.success ? parsed.data : { stretches: [], since: null };
}

function closed(
  { stretches, since }: z.output<typeof kept>,
  to: EpochMs,
): z.output<typeof kept>['stretches'] {
  return since === null || to <= since ? stretches : [...stretches, { from: since, to }].slice(-mostKept);
}

/** Notes that the user stopped watching prices altogether, or began again. `now` is local time. */
export function noteWatching(desk: Pick<Desk, 'outbox' | 'clock'>, on: boolean): void {
  const now = desk.clock.now();
  const before = read(desk);
  const stretches = closed(before, now);
  desk.outbox.remember(key, { stretches, since: on ? null : (before.since ?? now) });
  desk.outbox.save('process');
}

/** A pause ends with the run that it began in: closes one that an earlier run left open. */
export function endForgottenPause(desk: Pick<Desk, 'outbox' | 'clock'>): void {
  if (read(desk).since !== null) noteWatching(desk, true);
}

/** When no prices were watched because the user wanted it so, oldest first. */
export function unwatchedStretches(desk: Pick<Desk, 'outbox' | 'clock'>): readonly Stretch[] {
  return closed(read(desk), desk.clock.now());
}
