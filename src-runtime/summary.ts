import * as z from 'zod/mini';
import type { EpochMs } from '../src-core/pair.ts';
import type { Summary } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import type { StoredFiring } from './storage/state-store.ts';

/** A late firing; `holds`: it rings too, because it is still so. */
export interface LateFiring {
  readonly stored: StoredFiring;
  readonly holds: boolean;
}

/** Of when it tells, and why nobody could see it. */
export interface ToldStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Default: nobody was there, or no prices were. */
  readonly why?: Summary['why'];
}

/** What happened while nobody could see it, collected until it was read. Times are source time. */
export interface SummaryKeeper {
  /** Adds late firings of a stretch that has been caught up with. */
  readonly add: (stretch: ToldStretch, firings: readonly LateFiring[]) => void;
  readonly view: () => Summary | null;
  /** It was read; answers the firings that are told by it alone. */
  readonly clear: () => StoredFiring[];
  /** Takes out firings of alarms that are gone; answers those of them that are told by it alone. */
  readonly drop: (isGone: (stored: StoredFiring) => boolean) => StoredFiring[];
}

export function createSummaryKeeper(): SummaryKeeper {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let late: LateFiring[] = [];
  let why: Summary['why'] | null = null;

  const forget = () => {
    from = Number.POSITIVE_INFINITY;
    to = Number.NEGATIVE_INFINITY;
    why = null;
    late = [];
  };

  return {
    add(stretch, firings) {
      if (firings.length === 0) return;
      from = Math.min(from, stretch.from);
      to = Math.max(to, stretch.to);
      const own = stretch.why ?? 'away';
      // Of several reasons none is named.
      why = why === null || why === own ? own : 'away';
      const known = new Set(late.map(({ stored }) => stored.firing.id));
      late.push(...firings.filter(({ stored }) => !known.has(stored.firing.id)));
      late.sort((a, b) => a.stored.firing.t - b.stored.firing.t);
    },
    view() {
      if (late.length === 0) return null;
      const firings = late.map(({ stored: { firing, pair }, holds }) => ({ firing, pair, holds }));
      return { from, to, why: why ?? 'away', firings };
    },
    clear() {
      const told = late.filter(({ holds }) => !holds).map(({ stored }) => stored);
      forget();
      return told;
    },
    drop(isGone) {
      const gone = late.filter(({ stored }) => isGone(stored));
      late = late.filter((one) => !gone.includes(one));
      if (late.length === 0) forget();
      return gone.filter(({ holds }) => !holds).map(({ stored }) => stored);
    },
  };
}

const key = 'summary';
/** The stretch that it is about, and which firings are in it that were not late; nothing once it was read. */
const rememberedStretch = z.object({
  from: z.number(),
  to: z.number(),
  why: z._default(z.enum(['away', 'muted', 'quiet hours']), 'away'),
  held: z._default(z.array(z.string()), []),
});

/** Has the stretch stored with the next write. */
export function rememberSummary(desk: Desk): void {
  const summary = desk.summary.view();
  const held = summary?.firings.filter(({ firing }) => !firing.late).map(({ firing }) => firing.id);
  desk.outbox.remember(
    key,
    summary === null ? {} : { from: summary.from, to: summary.to, why: summary.why, held },
  );
  desk.publisher.touch('summary');
}

/** Adds late firings to what is told of it, with the next write. */
export function addToSummary(desk: Desk, ...add: Parameters<SummaryKeeper['add']>): void {
  desk.summary.add(...add);
  rememberSummary(desk);
}

/** It was read; answers the firings that are told by it alone, to be acknowledged with the next write. */
export function readSummary(desk: Desk): StoredFiring[] {
  const told = desk.summary.clear();
  rememberSummary(desk);
  return told;
}

/** Takes out alarms that are gone; answers what was told by it alone. */
export function dropFromSummary(desk: Desk, isGone: (stored: StoredFiring) => boolean): StoredFiring[] {
  if (desk.summary.view() === null) return [];
  const told = desk.summary.drop(isGone);
  rememberSummary(desk);
  return told;
}

/** Brings back what nobody has read: `waiting` are the firings that nobody has acknowledged. */
export function recallSummary(desk: Desk, waiting: readonly StoredFiring[]): void {
  const stretch = rememberedStretch.safeParse(desk.outbox.remembered(key));
  // What rings too was read with the rest of it.
  const held = new Set(stretch.data?.held);
  const late = waiting.filter(
    ({ firing }) => firing.told === 'summary' || (stretch.success && (firing.late || held.has(firing.id))),
  );
  const times = late.map(({ firing }) => firing.t);
  desk.summary.add(
    stretch.data ?? { from: Math.min(...times), to: Math.max(...times) },
    late.map((stored) => ({ stored, holds: stored.firing.told === 'ring' })),
  );
}
