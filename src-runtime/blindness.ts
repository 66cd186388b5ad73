import type { PairId, SourceId } from '../src-core/pair.ts';
import { pairLabel } from '../src-core/pair.ts';
import { plain } from '../src-shared/words/words.ts';
import { type Desk, nowOf, settingsOf } from './desk.ts';

/** Tells when prices are out for so long that nothing can be judged, and when they are back. */
export interface Blindness {
  /** Looks which pairs are blind; called again and again. */
  readonly look: () => void;
  /** The computer slept, or its clock was set: old prices mean nothing before they could be asked for again. */
  readonly wake: () => void;
  readonly isBlind: (pair: PairId) => boolean;
}

interface Episode {
  readonly startedAt: number;
  cause: string;
  pairs: readonly PairId[];
}

const mostNamed = 3;
/** After a start or a sleep prices get this long to come before they count as out. */
const graceMs = 60_000;

/** @param deskOf the desk, which may hold this too */
export function createBlindness(deskOf: () => Desk): Blindness {
  const episodes = new Map<SourceId, Episode>();
  let awakeSince: number | null = null;

  const isBlind = (id: PairId) => {
    const desk = deskOf();
    const watched = desk.pairs.get(id);
    return watched !== undefined && desk.engine.isBlind(id, nowOf(desk, watched.pair));
  };

  /** Blind for want of prices; one that waits for the user's word has its own notice. */
  const lacksPrices = (desk: Desk, id: PairId) =>
    isBlind(id) && (desk.engine.pairMemory(id)?.strange ?? null) === null;

  const causeOf = (desk: Desk, source: SourceId, pairs: readonly PairId[]): string => {
    const failure = desk.sources.get(source)?.poller.status().failure ?? null;
    if (failure !== null) return desk.say(`cause.${failure.cause}`);
    const gone = pairs.every((id) => (desk.pairs.get(id)?.missingSince ?? null) !== null);
    return desk.say(gone ? 'cause.unknown-symbol' : 'cause.frozen');
  };

  const namesOf = (desk: Desk, pairs: readonly PairId[]) => {
    const labels = pairs.flatMap((id) => {
      const watched = desk.pairs.get(id);
      return watched === undefined ? [] : [pairLabel(watched.pair)];
    });
    const named = labels.slice(0, mostNamed).join(', ');
    return labels.length > mostNamed
      ? desk.say('blind.pairs.more', { pairs: named, count: labels.length - mostNamed })
      : named;
  };

  const ringOf = (desk: Desk, source: SourceId, kind: 'blind' | 'seeing', episode: Episode) => {
    const params = {
      source: desk.say(`source.${source}`),
      cause: episode.cause,
      pairs: namesOf(desk, episode.pairs),
    };
    return {
      kind,
      id: `${kind}:${source}:${episode.startedAt}`,
      source,
      title: plain(desk.say(`${kind}.title`, params)),
      body: plain(desk.say(`${kind}.body`, params)),
      startedAt: desk.clock.now(),
      softened: false,
    } as const;
  };

  const tell = (desk: Desk, source: SourceId, episode: Episode) => {
    const params = {
      source: desk.say(`source.${source}`),
      cause: episode.cause,
      pairs: namesOf(desk, episode.pairs),
    };
    desk.notices.put({ id: `blind:${source}`, code: 'blind', params });
    desk.publisher.touch('notices');
  };

  const begin = (desk: Desk, source: SourceId, pairs: readonly PairId[]) => {
    const episode = { startedAt: desk.clock.now(), cause: causeOf(desk, source, pairs), pairs };
    episodes.set(source, episode);
    desk.log.warn({ event: 'source.blind', source, cause: episode.cause, pairs: pairs.length });
    tell(desk, source, episode);
    if (settingsOf(desk).tellBlind) {
      desk.ring.tellSource(ringOf(desk, source, 'blind', episode));
      desk.publisher.touch('ringing');
    }
  };

  const goOn = (desk: Desk, source: SourceId, episode: Episode, pairs: readonly PairId[]) => {
    const cause = causeOf(desk, source, pairs);
    if (cause === episode.cause && pairs.length === episode.pairs.length) return;
    episode.cause = cause;
    episode.pairs = pairs;
    tell(desk, source, episode);
  };

  const end = (desk: Desk, source: SourceId, episode: Episode) => {
    episodes.delete(source);
    desk.log.info({ event: 'source.seeing', source, blindMs: desk.clock.now() - episode.startedAt });
    if (desk.notices.remove(`blind:${source}`)) desk.publisher.touch('notices');
    desk.ring.silence([`blind:${source}:${episode.startedAt}`]);
    const known = episode.pairs.some((id) => desk.pairs.has(id));
    // Nobody wants to hear of pairs that were removed meanwhile, or of a pause.
    if (known && settingsOf(desk).tellBlind && desk.monitoring.state() === 'on') {
      desk.ring.tellSource(ringOf(desk, source, 'seeing', episode));
    }
    desk.publisher.touch('ringing');
  };

  return {
    isBlind,
    wake() {
      awakeSince = deskOf().clock.monotonic();
    },
    look() {
      const desk = deskOf();
      awakeSince ??= desk.clock.monotonic();
      const mayBegin = desk.clock.monotonic() - awakeSince >= graceMs;
      const paused = desk.monitoring.state() === 'paused';
      for (const source of desk.sources.keys()) {
        const own = [...desk.pairs.values()].filter(({ pair }) => pair.source === source);
        const blind = paused ? [] : own.map(({ pair }) => pair.id).filter((id) => lacksPrices(desk, id));
        const episode = episodes.get(source);
        if (episode === undefined && blind.length > 0) {
          if (mayBegin) begin(desk, source, blind);
        } else if (episode !== undefined && blind.length > 0) goOn(desk, source, episode, blind);
        else if (episode !== undefined) end(desk, source, episode);
      }
    },
  };
}
