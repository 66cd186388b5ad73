import type { PairId, SourceId } from '../src-core/pair.ts';
import { type Desk, nowOf, type WatchedPair } from './desk.ts';
import { createOutageTeller, type Outage, type OutageKind, outageKinds } from './outages.ts';

/** Tells when prices are out for so long that nothing can be judged, and when they are back. */
export interface Blindness {
  /** Looks which pairs are blind; called again and again. */
  readonly look: () => void;
  /**
   * The computer slept, its clock was set, or (one pair) it is judged again from now on: old prices mean nothing before
   * they could be asked for again.
   */
  readonly wake: (pair?: PairId) => void;
  readonly isBlind: (pair: PairId) => boolean;
  /** Blind, and not only by a clock that was set or ran on in a sleep: prices have had their time to come since. */
  readonly staysBlind: (pair: PairId) => boolean;
  /** What has been told and is not over. */
  readonly outages: () => readonly Outage[];
}

interface Episode extends Outage {
  /** Seen again, and not told yet. */
  readonly back: readonly PairId[];
}

/** After a start or a sleep prices get this long to come before they count as out. */
const graceMs = 60_000;
/** A source that answered later than this may only have stumbled. */
const stumbledMs = 60_000;

/** @param deskOf the desk, which holds this too */
export function createBlindness(deskOf: () => Desk): Blindness {
  const episodes = new Map<string, Episode>();
  /** Blind, and the user has heard of it: it rings once for each pair, whatever becomes of the cause. */
  const told = new Set<PairId>();
  const tell = createOutageTeller();
  /** What this look has brought. */
  let news: Episode[] = [];
  let ended: Episode[] = [];
  let seen: { readonly outage: Episode; readonly pairs: readonly PairId[] }[] = [];
  let awakeSince: number | null = null;
  const pairsAwakeSince = new Map<PairId, number>();

  const isBlind = (id: PairId) => {
    const desk = deskOf();
    const watched = desk.pairs.get(id);
    return watched !== undefined && desk.engine.isBlind(id, nowOf(desk, watched.pair));
  };

  /** Blind for want of prices; one that waits for the user's word has its own notice. */
  const lacksPrices = (desk: Desk, id: PairId) =>
    isBlind(id) && (desk.engine.pairMemory(id)?.strange ?? null) === null;

  const failureOf = (desk: Desk, source: SourceId) => {
    const { failure = null, lastSuccessAt = null } = desk.sources.get(source)?.poller.status() ?? {};
    const silentMs = lastSuccessAt === null ? Number.POSITIVE_INFINITY : desk.clock.now() - lastSuccessAt;
    return silentMs >= stumbledMs ? failure : null;
  };

  const isInGrace = (desk: Desk, id: PairId) =>
    desk.clock.monotonic() - (pairsAwakeSince.get(id) ?? Number.NEGATIVE_INFINITY) < graceMs;

  const kindOf = (desk: Desk, { pair, gap, vanishedTold, missingSince }: WatchedPair): OutageKind | null => {
    // Its prices are back, and wait for the candles before them: nothing is new until they are judged.
    if (gap !== null) return [...episodes.values()].find((one) => one.pairs.includes(pair.id))?.kind ?? null;
    if (vanishedTold) return 'gone';
    if (failureOf(desk, pair.source) !== null) return 'out';
    return missingSince === null ? 'frozen' : 'gone';
  };

  const isStale = (desk: Desk, { pair }: WatchedPair) => {
    const age = nowOf(desk, pair) - (desk.engine.lastT(pair.id) ?? Number.NEGATIVE_INFINITY);
    return age > (desk.sources.get(pair.source)?.staleMs ?? 0);
  };

  /** The blind pairs of a source by what is the matter, each in the order of the list. */
  const sortOut = (desk: Desk, source: SourceId): Record<OutageKind, PairId[]> => {
    const own = [...desk.pairs.values()].filter(({ pair }) => pair.source === source);
    const kinds = new Map<PairId, OutageKind>();
    for (const watched of own) {
      const lacks = lacksPrices(desk, watched.pair.id) && !isInGrace(desk, watched.pair.id);
      const kind = lacks ? kindOf(desk, watched) : null;
      if (kind !== null) kinds.set(watched.pair.id, kind);
    }
    // A source that fails gives no prices of the others either: they go blind one after the other, and are told at once.
    const isOut = [...kinds.values()].includes('out') || episodes.has(`${source}:out`);
    if (failureOf(desk, source) !== null && isOut) {
      for (const one of own) {
        const lacks = one.fallback === null && isStale(desk, one);
        if (lacks && !kinds.has(one.pair.id)) kinds.set(one.pair.id, 'out');
      }
    }
    const of = (kind: OutageKind) => own.map(({ pair }) => pair.id).filter((id) => kinds.get(id) === kind);
    return { out: of('out'), gone: of('gone'), frozen: of('frozen') };
  };

  const causeOf = (
    desk: Desk,
    source: SourceId,
    kind: OutageKind,
    before: Episode | undefined,
  ): Outage['cause'] => {
    if (kind === 'gone') return 'cause.unknown-symbol';
    if (kind === 'frozen') return 'cause.frozen';
    const failure = failureOf(desk, source);
    return failure === null ? (before?.cause ?? 'cause.frozen') : `cause.${failure.cause}`;
  };

  /** Seen again; one that waits for the user's word is not. */
  const backOf = (desk: Desk, { pairs, back }: Episode, blind: readonly PairId[]) =>
    [...pairs, ...back].filter((id) => !blind.includes(id) && desk.pairs.has(id) && !isBlind(id));

  const end = (desk: Desk, key: string, episode: Episode) => {
    episodes.delete(key);
    ended.push(episode);
    seen.push({ outage: episode, pairs: backOf(desk, episode, []) });
  };

  const beginOrGoOn = (desk: Desk, source: SourceId, kind: OutageKind, blind: readonly PairId[]) => {
    const key = `${source}:${kind}`;
    const before = episodes.get(key);
    const back = before === undefined ? [] : backOf(desk, before, blind);
    // The pairs of a source that failed come back together, as soon as the candles of all are there.
    const waits = kind === 'out';
    const startedAt = before?.startedAt ?? desk.clock.now();
    const cause = causeOf(desk, source, kind, before);
    const episode: Episode = { source, kind, cause, startedAt, pairs: blind, back: waits ? back : [] };
    episodes.set(key, episode);
    if (before?.cause !== cause || before.pairs.join() !== blind.join()) {
      if (blind.some((id) => !told.has(id))) news.push(episode);
      for (const id of blind) told.add(id);
    }
    if (!waits) seen.push({ outage: episode, pairs: back });
  };

  const follow = (desk: Desk, source: SourceId, mayBegin: boolean) => {
    const paused = desk.monitoring.state() === 'paused';
    const sorted = paused ? null : sortOut(desk, source);
    for (const kind of outageKinds) {
      const key = `${source}:${kind}`;
      const before = episodes.get(key);
      const blind = sorted?.[kind] ?? [];
      if (blind.length === 0) {
        if (before !== undefined) end(desk, key, before);
      } else if (mayBegin || before !== undefined) beginOrGoOn(desk, source, kind, blind);
    }
  };

  /** Sources that fail as one does that is out are told with it: they would go blind soon after. */
  const joinThoseThatFail = (desk: Desk) => {
    if (news.length === 0) return;
    for (const source of desk.sources.keys()) {
      const cause = failureOf(desk, source)?.cause;
      const joins = news.some(
        (one) => one.kind === 'out' && cause !== undefined && one.cause === `cause.${cause}`,
      );
      if (!joins || episodes.has(`${source}:out`)) continue;
      const blind = [...desk.pairs.values()]
        .filter((one) => one.pair.source === source && one.fallback === null && isStale(desk, one))
        .map(({ pair }) => pair.id);
      if (blind.length > 0) beginOrGoOn(desk, source, 'out', blind);
    }
  };

  return {
    isBlind,
    staysBlind: (id) =>
      isBlind(id) && awakeSince !== null && deskOf().clock.monotonic() - awakeSince >= graceMs,
    outages: () => [...episodes.values()],
    wake(pair) {
      const now = deskOf().clock.monotonic();
      if (pair === undefined) awakeSince = now;
      else pairsAwakeSince.set(pair, now);
    },
    look() {
      const desk = deskOf();
      awakeSince ??= desk.clock.monotonic();
      const mayBegin = desk.clock.monotonic() - awakeSince >= graceMs;
      const paused = desk.monitoring.state() === 'paused';
      for (const id of pairsAwakeSince.keys()) if (!isInGrace(desk, id)) pairsAwakeSince.delete(id);
      news = [];
      ended = [];
      seen = [];
      for (const source of desk.sources.keys()) follow(desk, source, mayBegin);
      joinThoseThatFail(desk);
      tell(desk, [...episodes.values()], { news, ended, seen });
      const out = new Set([...episodes.values()].flatMap(({ pairs }) => pairs));
      for (const id of told) if (paused || (!out.has(id) && !lacksPrices(desk, id))) told.delete(id);
    },
  };
}
