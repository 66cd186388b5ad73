import type { Engine } from '../src-core/engine.ts';
import type { EpochMs, Pair, PairId, SourceId } from '../src-core/pair.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Feed, Quote } from '../src-feeds/feed.ts';
import type { Settings } from '../src-shared/contract/schemas.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';
import type { StyleSettings } from '../src-shared/words/style.ts';
import type { Blindness } from './blindness.ts';
import type { Clock } from './clock.ts';
import type { FailOver } from './fail-over/fail-over.ts';
import type { SecondOpinion } from './fail-over/second-opinion.ts';
import type { Failures } from './failures.ts';
import type { Hush } from './hush/hush.ts';
import type { History } from './history.ts';
import type { Judge } from './judge.ts';
import type { Log } from './log.ts';
import type { MonitoringSwitch } from './monitoring.ts';
import type { Notices } from './notices.ts';
import type { Outbox } from './outbox.ts';
import type { Poller } from './poller.ts';
import type { Publisher } from './publisher.ts';
import type { AlarmRecord } from './record.ts';
import type { Ring } from './ring.ts';
import type { Sourcing } from './sources/sourcing.ts';
import type { OwnSound } from './storage/own-sound.ts';
import type { Storage } from './storage/storage.ts';
import type { SummaryKeeper } from './summary.ts';

/** A pair that is watched, with what its source said last beside the price. */
export interface WatchedPair {
  readonly pair: Pair;
  quote: Pick<Quote, 'change24h' | 'high24h' | 'low24h'>;
  /** From when on (wall clock) past prices may be asked for; infinite once they were had in this run. */
  fillFrom: number;
  /** A price of it has come in this run. */
  quoted: boolean;
  /** The source answers with a price that has not moved since then (source time); null while it moves. */
  frozenSince: EpochMs | null;
  /** The answer has lacked this pair since then (wall clock); null while it comes. */
  missingSince: number | null;
  /** It was told as gone; once is enough, whether or not the notice was put away. */
  vanishedTold: boolean;
  /** Live samples wait here while missing candles are fetched; null while nothing is missing. */
  gap: Gap | null;
  /** When the user ended a pause of the watch (source time): what happened before is judged by the next price alone. */
  resumedAt: EpochMs | null;
  /** A wick far off of the minute that began then is counted once its candle is closed; null for none. */
  wantsCandleOf: EpochMs | null;
  /** Stretches that could not be seen, oldest first. */
  notSeen: readonly Stretch[];
  /** The source that serves it while its own is out; null while its own does. */
  fallback: Fallback | null;
  /** Its level is near: the range of each minute is asked for. */
  closely: boolean;
}

/** A pair of another source that stands in for one whose source is out. */
export interface Fallback {
  readonly pair: Pair;
  /** Fallback ÷ source at the last minute both have; null where it is not known. */
  readonly basis: number | null;
}

/** A stretch of source time. */
export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** A hole that is being filled. */
export interface Gap {
  /** The last sample before it. */
  readonly from: EpochMs;
  readonly waiting: Sample[];
}

/** A source at work. */
export interface Source {
  readonly feed: Feed;
  readonly poller: Poller;
  /** From which age on its quotes are too old to judge, in ms; grows with the interval that the budget allows. */
  readonly staleMs: number;
}

/** What the parts of the runtime work on together. */
export interface Desk {
  readonly clock: Clock;
  readonly log: Log;
  /** Which failures the log has been told, over everything that has no memory of its own. */
  readonly failures: Failures;
  readonly say: HostSay;
  /** Lets `say` speak another language, or write numbers in another way. */
  readonly speak: (settings: StyleSettings) => void;
  readonly storage: Storage;
  readonly engine: Engine;
  readonly history: History;
  readonly judge: Judge;
  readonly ring: Ring;
  readonly hush: Hush;
  readonly ownSound: OwnSound;
  readonly summary: SummaryKeeper;
  readonly blindness: Blindness;
  readonly failOver: FailOver;
  readonly secondOpinion: SecondOpinion;
  readonly notices: Notices;
  readonly publisher: Publisher;
  readonly outbox: Outbox;
  readonly record: AlarmRecord;
  readonly monitoring: MonitoringSwitch;
  readonly sources: ReadonlyMap<SourceId, Source>;
  readonly sourcing: Sourcing;
  readonly pairs: Map<PairId, WatchedPair>;
}

/** A pair that has just come under watch. */
export function newlyWatched(pair: Pair): WatchedPair {
  return {
    pair,
    quote: { change24h: null, high24h: null, low24h: null },
    fillFrom: 0,
    missingSince: null,
    vanishedTold: false,
    quoted: false,
    frozenSince: null,
    gap: null,
    resumedAt: null,
    wantsCandleOf: null,
    notSeen: [],
    fallback: null,
    closely: false,
  };
}

/** @throws if the source is not at work: a pair is only ever added to one that is. */
export function sourceOf(desk: Pick<Desk, 'sources'>, id: SourceId): Source {
  const source = desk.sources.get(id);
  if (source === undefined) throw new Error(`no source ${id}`);
  return source;
}

/** Another source stands in for the pair's own, which fails and is left alone until it answers its poller again. */
export function isOwnSourceOut(desk: Pick<Desk, 'sources'>, { pair, fallback }: WatchedPair): boolean {
  return fallback !== null && sourceOf(desk, pair.source).poller.status().state === 'failing';
}

/** The moment at which an alarm of a pair is armed by a command, source time in epoch ms. */
export function armingNowOf(desk: Pick<Desk, 'sources'>, pair: Pair): EpochMs {
  return sourceOf(desk, pair.source).poller.time.armingNow();
}

/** What the user set for the whole app. */
export function settingsOf(desk: Pick<Desk, 'storage'>): Settings {
  return desk.storage.rules.current().settings;
}

/** Source time of a pair, epoch ms. */
export function nowOf(desk: Pick<Desk, 'sources'>, pair: Pair): EpochMs {
  return sourceOf(desk, pair.source).poller.time.now();
}
