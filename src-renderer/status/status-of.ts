import type { ReceivedSource } from '../store/mirror.ts';
import type { Connection, State } from '../store/store.ts';
import { say } from '../words/say.ts';
import { formatAge, formatCountdown } from '../words/formats.ts';

export interface Status {
  readonly tone: 'idle' | 'live' | 'warn';
  /** Fits everywhere. */
  readonly short: string;
  /** The rest of it, where there is room. */
  readonly detail: string;
  /** The whole of it as a sentence, where something is wrong. */
  readonly sentence: string | null;
  /** What a screen reader is told when it changes; nothing that counts seconds. */
  readonly announce: string;
}

export type StatusInput = Pick<State, 'connection' | 'app' | 'sources' | 'monitoring'> & {
  readonly watching: boolean;
};

/** How things stand with prices, worst first: no host, paused, a failing source, old prices, live. */
export function statusOf(
  { connection, app, sources, monitoring, watching }: StatusInput,
  now: number,
): Status {
  const away = noHost(connection, app !== null, now);
  if (away) return away;
  if (monitoring === 'paused') {
    return {
      ...quiet('warn', say('status.paused'), say('status.paused.detail')),
      announce: say('status.announce.paused'),
    };
  }
  const used = watching ? sources.filter((source) => source.pairs > 0) : [];
  const failing = used.filter((source) => source.state === 'failing');
  const worst = failing.toSorted((a, b) => withoutPrices(b, now) - withoutPrices(a, now))[0];
  if (worst) return failed(worst, now);
  const frozen = used.find((source) => source.state === 'frozen');
  if (frozen) return standingStill(frozen, now);
  if (used.length === 0) {
    return quiet('idle', say('status.idle'), say(watching ? 'app.loading' : 'status.idle.detail'));
  }
  const names = namesOf(used);
  const answered = used.filter((source) => source.lastSuccessAgeMs !== null);
  if (answered.length === 0) {
    return quiet('idle', say('status.starting'), say('status.starting.detail', { sources: names }));
  }
  const stale = answered.filter((source) => ageOf(source, now) > source.staleMs);
  if (stale.length > 0) {
    return quiet('warn', say('status.stale', { age: oldestOf(stale, now) }), namesOf(stale));
  }
  const detail = say('status.live.detail', { sources: names, age: oldestOf(answered, now) });
  return { ...quiet('live', say('status.live'), detail), announce: say('status.announce.live') };
}

const since = (source: ReceivedSource, now: number) => Math.max(0, now - source.receivedAt);
const ageOf = (source: ReceivedSource, now: number) => (source.lastSuccessAgeMs ?? 0) + since(source, now);
const oldestOf = (sources: readonly ReceivedSource[], now: number) =>
  formatAge(Math.max(...sources.map((source) => ageOf(source, now))));
const namesOf = (sources: readonly ReceivedSource[]) =>
  sources.map((source) => say(`source.${source.id}`)).join(', ');

/** Since the last success; a source that never answered has only its failure to count from. */
function withoutPrices(source: ReceivedSource, now: number): number {
  return (source.lastSuccessAgeMs ?? source.failure?.forMs ?? 0) + since(source, now);
}

function quiet(tone: Status['tone'], short: string, detail: string): Status {
  return { tone, short, detail, sentence: null, announce: '' };
}

function noHost(connection: Connection, known: boolean, now: number): Status | null {
  if (connection.state === 'connected') return null;
  if (connection.state === 'connecting') {
    return quiet('idle', say('status.connecting'), say('status.connecting.detail'));
  }
  const age = formatAge(now - connection.since);
  return {
    tone: 'warn',
    short: say('status.lost'),
    detail: say('status.lost.detail'),
    sentence: known ? say('status.lost.sentence', { age }) : say('status.never.sentence'),
    announce: say('status.announce.lost'),
  };
}

function standingStill(source: ReceivedSource, now: number): Status {
  const age = formatAge((source.frozenForMs ?? 0) + since(source, now));
  const words = { source: say(`source.${source.id}`), age };
  return {
    tone: 'warn',
    short: say('status.frozen', words),
    detail: say('status.frozen.detail', words),
    sentence: say('status.frozen.sentence', words),
    announce: say('status.announce.frozen', words),
  };
}

function failed(source: ReceivedSource, now: number): Status {
  const passed = since(source, now);
  const name = say(`source.${source.id}`);
  const cause = say(`cause.${source.failure?.cause ?? 'offline'}`);
  const age = formatAge(withoutPrices(source, now));
  const words = { source: name, cause, age };
  const announce = say('status.announce.failing', words);
  const short = say('status.failing', words);
  if (source.nextTryInMs === null) {
    return {
      tone: 'warn',
      short,
      detail: say('status.failing.detail', words),
      sentence: say('status.failing.sentence', words),
      announce,
    };
  }
  const next = { ...words, left: formatCountdown(source.nextTryInMs - passed) };
  return {
    tone: 'warn',
    short,
    detail: say('status.failing.next', next),
    sentence: say('status.failing.sentence.next', next),
    announce,
  };
}
