import { formatLevel, formatPercent, formatPrice } from '../src-core/numbers/format-number.ts';
import { type PairId, pairLabel } from '../src-core/pair.ts';
import type { PairView, RingingView, SourceView } from '../src-shared/contract/schemas.ts';
import { ringTitle } from '../src-shared/words/ring-title.ts';
import { formatMinute } from '../src-shared/words/time.ts';
import { type Desk, settingsOf } from './desk.ts';
import { type NearAlarm, nearAlarms } from './near-alarms.ts';
import { testRing } from './ring.ts';
import { pairView, sourceViews } from './views.ts';

/** How things stand, for a place as small as a tray: the first of these that holds. */
export type GlanceState = 'ringing' | 'paused' | 'muted' | 'stale' | 'normal';

export interface PairLine {
  readonly id: PairId;
  readonly line: string;
}

export interface Glance {
  readonly state: GlanceState;
  /** How things stand in one line. */
  readonly sentence: string;
  /** What else there is to say, a line each: pairs that cannot be watched, alarms that are snoozed. */
  readonly also: readonly string[];
  /** The pairs that the user wants to see here, with their prices, one line each. */
  readonly pairs: readonly PairLine[];
  /** The alarms that are nearest to ringing, one line each. */
  readonly nearest: readonly PairLine[];
  /** The price of the first of the pairs, for a place as small as a menu bar; null where none is wanted, or known. */
  readonly title: string | null;
  /** What rings, and is not held. */
  readonly ringing: number;
  /** How many firings of it can be snoozed. */
  readonly snoozable: number;
  /** Everything is muted by the user. */
  readonly muted: boolean;
  /** The test alarm could be heard and seen. */
  readonly canTest: boolean;
  /** Alarms that were silenced for a while. */
  readonly snoozed: number;
  /** Pairs that cannot be judged. */
  readonly blind: number;
  readonly paused: boolean;
}

const mostPairs = 5;
const mostNear = 3;

/** Those that the user has pinned, in their order; the first few where none was, or none is left. */
function pinned(desk: Desk, pairs: ReadonlyMap<PairId, PairView>): PairView[] {
  const { trayPairs } = settingsOf(desk);
  const chosen = (trayPairs ?? []).flatMap((id) => pairs.get(id) ?? []);
  const wantsNone = trayPairs !== null && trayPairs.length === 0;
  return chosen.length > 0 || wantsNone ? chosen : [...pairs.values()].slice(0, mostPairs);
}

function sayNear({ say }: Desk, { pair, level, direction, percent }: NearAlarm): PairLine {
  const words = {
    pair: pairLabel(pair),
    level: formatLevel(level, pair.tickSize, say.style.numbers),
    percent: formatPercent(percent, say.style.numbers),
  };
  return { id: pair.id, line: say(`tray.nearest.${direction}`, words) };
}

function sayTitle(desk: Desk, pair: PairView | undefined): string | null {
  if (!settingsOf(desk).trayTitle || pair === undefined || pair.price === null) return null;
  const words = { base: pair.base, price: formatPrice(pair.price, pair.tickSize, desk.say.style.numbers) };
  return desk.say(pair.stale ? 'tray.title.old' : 'tray.title', words);
}

/** That nothing is to be heard, until when, and what waits. */
function sayHush({ hush, ring, clock, say }: Desk): string[] {
  const now = clock.now();
  const mute = hush.mute();
  const quiet = hush.quiet();
  const held = ring.list().filter((one) => one.held === true).length;
  return [
    ...(mute === null ? [] : [say('glance.muted', { time: formatMinute(mute.until, say.style, now) })]),
    ...(quiet === null ? [] : [say('glance.quiet', { time: formatMinute(quiet.until, say.style, now) })]),
    ...(held === 0 ? [] : [say('glance.held', { count: held })]),
  ];
}

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

function stateOf(now: {
  readonly ringing: number;
  readonly paused: boolean;
  readonly muted: boolean;
  readonly calm: GlanceState;
}): GlanceState {
  if (now.ringing > 0) return 'ringing';
  if (now.paused) return 'paused';
  return now.muted ? 'muted' : now.calm;
}

/** Works out what a tray shows now. */
export function glanceOf(desk: Desk): Glance {
  const pairs = [...desk.pairs.keys()].map((id) => pairView(desk, id)).filter((pair) => pair !== null);
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  const used = sourceViews(desk).filter((source) => source.pairs > 0);
  const rings = desk.ring.list().filter((one) => one.held !== true);
  const ringing = rings.length;
  const hushed = sayHush(desk);
  const snoozed = new Set(desk.ring.snoozed().map(({ firing }) => firing.alarmId)).size;
  const paused = desk.monitoring.state() === 'paused';
  const blindness = paused ? null : sayBlind(desk, pairs);
  const stale = pairs.some((pair) => pair.stale && pair.price !== null) || used.some(neverAnswered);
  const calm = stale || blindness !== null ? 'stale' : 'normal';
  const state = stateOf({ ringing, paused, muted: hushed.length > 0, calm });
  const [sentence = '', ...also] = [
    ringing > 0 ? sayRings(desk, rings) : null,
    paused ? desk.say('glance.paused') : null,
    ...hushed,
    blindness,
    (state === calm || state === 'muted') && blindness === null ? sayPrices(desk, used, pairs) : null,
    snoozed > 0 ? desk.say('glance.snoozed', { count: snoozed }) : null,
  ].filter((line) => line !== null);
  const shown = pinned(desk, byId);
  const near = settingsOf(desk).trayNearest ? nearAlarms(desk, byId, mostNear) : [];
  return {
    state,
    sentence,
    also,
    pairs: shown.map((pair) => ({ id: pair.id, line: sayPair(desk, pair) })),
    nearest: near.map((one) => sayNear(desk, one)),
    title: sayTitle(desk, shown[0]),
    ringing,
    snoozable: rings.filter(({ kind }) => kind === 'firing').length,
    muted: desk.hush.mute() !== null,
    canTest: !desk.hush.isHeld(testRing(desk.clock.now())),
    snoozed,
    blind: pairs.filter((pair) => pair.blind).length,
    paused,
  };
}

/** Failing since the start: there is no old price that could grow stale. */
function neverAnswered(source: SourceView): boolean {
  return source.state === 'failing' && source.lastSuccessAgeMs === null;
}
