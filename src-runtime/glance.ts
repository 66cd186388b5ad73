import { formatPrice } from '../src-core/numbers/format-number.ts';
import { type PairId, pairLabel } from '../src-core/pair.ts';
import type { PairView, RingingView, SourceView } from '../src-shared/contract/schemas.ts';
import { ringTitle } from '../src-shared/words/ring-title.ts';
import type { Desk } from './desk.ts';
import { pairView, sourceViews } from './views.ts';

/** How things stand, for a place as small as a tray: the first of these that holds. */
export type GlanceState = 'ringing' | 'paused' | 'stale' | 'normal';

export interface Glance {
  readonly state: GlanceState;
  /** How things stand in one line. */
  readonly sentence: string;
  /** What else there is to say, a line each: pairs that cannot be watched, alarms that are snoozed. */
  readonly also: readonly string[];
  /** The first few pairs with their prices, one line each. */
  readonly pairs: readonly { readonly id: PairId; readonly line: string }[];
  readonly ringing: number;
  /** Alarms that were silenced for a while. */
  readonly snoozed: number;
  /** Pairs that cannot be judged. */
  readonly blind: number;
  readonly paused: boolean;
}

const mostPairs = 5;

function sayPair({ say }: Desk, pair: PairView): string {
  const label = pairLabel(pair);
  if (pair.price === null) return say('tray.pair.none', { pair: label });
  const words = { pair: label, price: formatPrice(pair.price, pair.tickSize, say.style.numbers) };
  return say(pair.stale ? 'tray.pair.old' : 'tray.pair', words);
}

function sayPrices({ say }: Desk, used: readonly SourceView[], pairs: readonly PairView[]): string {
  const failing = used.find((source) => source.state === 'failing');
  if (failing !== undefined) {
    const cause = say(`cause.${failing.failure?.cause ?? 'offline'}`);
    const own = pairs.filter((pair) => pair.source === failing.id);
    const blind = neverAnswered(failing) || own.every((pair) => pair.stale);
    return say(blind ? 'glance.blind' : 'glance.failing', { source: say(`source.${failing.id}`), cause });
  }
  const frozen = used.find((source) => source.state === 'frozen');
  if (frozen !== undefined) return say('glance.frozen', { source: say(`source.${frozen.id}`) });
  if (pairs.length === 0) return say('glance.idle');
  if (used.every((source) => source.lastSuccessAgeMs === null)) return say('glance.starting');
  const old = pairs.filter((pair) => pair.stale).length;
  if (old > 0) return say('glance.stale', { count: old, total: pairs.length });
  return say('glance.live', { sources: used.map(({ id }) => say(`source.${id}`)).join(', ') });
}

function sayRings({ say }: Desk, rings: readonly RingingView[]): string {
  const [first] = rings;
  if (rings.length !== 1 || first === undefined) return say('glance.ringing', { count: rings.length });
  return say('ring.document', { title: ringTitle(say, first) });
}

/** Which pairs cannot be judged, and why; null while the user has not been told of any. */
function sayBlind(desk: Desk, pairs: readonly PairView[]): string | null {
  const { say } = desk;
  const strange = pairs.find((pair) => pair.strange !== null);
  const outages = desk.blindness.outages();
  const [first] = outages;
  if (first === undefined) {
    return strange === undefined ? null : say('glance.another-coin', { pair: pairLabel(strange) });
  }
  const count = new Set(outages.flatMap((outage) => outage.pairs)).size;
  const cause = say(first.cause);
  return count >= pairs.length
    ? say('glance.out.all', { cause })
    : say('glance.out', { count, total: pairs.length, cause });
}

/** Works out what a tray shows now. */
export function glanceOf(desk: Desk): Glance {
  const pairs = [...desk.pairs.keys()].map((id) => pairView(desk, id)).filter((pair) => pair !== null);
  const used = sourceViews(desk).filter((source) => source.pairs > 0);
  const ringing = desk.ring.list().length;
  const snoozed = new Set(desk.ring.snoozed().map(({ firing }) => firing.alarmId)).size;
  const paused = desk.monitoring.state() === 'paused';
  const blindness = paused ? null : sayBlind(desk, pairs);
  const stale = pairs.some((pair) => pair.stale && pair.price !== null) || used.some(neverAnswered);
  const calm = stale || blindness !== null ? 'stale' : 'normal';
  const state = ringing > 0 ? 'ringing' : paused ? 'paused' : calm;
  const [sentence = '', ...also] = [
    ringing > 0 ? sayRings(desk, desk.ring.list()) : null,
    paused ? desk.say('glance.paused') : null,
    blindness,
    state === calm && blindness === null ? sayPrices(desk, used, pairs) : null,
    snoozed > 0 ? desk.say('glance.snoozed', { count: snoozed }) : null,
  ].filter((line) => line !== null);
  return {
    state,
    sentence,
    also,
    pairs: pairs.slice(0, mostPairs).map((pair) => ({ id: pair.id, line: sayPair(desk, pair) })),
    ringing,
    snoozed,
    blind: pairs.filter((pair) => pair.blind).length,
    paused,
  };
}

/** Failing since the start: there is no old price that could grow stale. */
function neverAnswered(source: SourceView): boolean {
  return source.state === 'failing' && source.lastSuccessAgeMs === null;
}
