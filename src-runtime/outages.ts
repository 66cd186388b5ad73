import type { PairId, SourceId } from '../src-core/pair.ts';
import { pairLabel } from '../src-core/pair.ts';
import type { FailureCause } from '../src-shared/contract/causes.ts';
import { plain } from '../src-shared/words/words.ts';
import { type Desk, settingsOf } from './desk.ts';

/** Pairs that cannot be judged for want of prices. */
export interface Outage {
  readonly source: SourceId;
  /** The source fails, no longer knows the pairs, or answers with old prices. */
  readonly kind: OutageKind;
  /** Its sentence in the catalogue. */
  readonly cause: `cause.${FailureCause}` | 'cause.frozen';
  readonly pairs: readonly PairId[];
  /** Local time. */
  readonly startedAt: number;
}

export const outageKinds = ['out', 'gone', 'frozen'] as const;
export type OutageKind = (typeof outageKinds)[number];

const mostNamed = 3;

const keyOf = ({ source, kind }: Outage) => `${source}:${kind}`;
const noticeOf = (outage: Outage) => `blind:${keyOf(outage)}`;
const ringOf = (what: 'blind' | 'seeing', outage: Outage) => `${what}:${keyOf(outage)}:${outage.startedAt}`;

function namesOf(desk: Desk, pairs: readonly PairId[]): string {
  const labels = [...desk.pairs.values()].flatMap(({ pair }) =>
    pairs.includes(pair.id) ? [pairLabel(pair)] : [],
  );
  const named = labels.slice(0, mostNamed).join(', ');
  return labels.length > mostNamed
    ? desk.say('blind.pairs.more', { pairs: named, count: labels.length - mostNamed })
    : named;
}

function paramsOf(desk: Desk, { source, cause }: Outage, pairs: readonly PairId[]) {
  return { source: desk.say(`source.${source}`), cause: desk.say(cause), pairs: namesOf(desk, pairs) };
}

function ring(desk: Desk, what: 'blind' | 'seeing', outage: Outage, pairs: readonly PairId[]): void {
  const words = () => {
    const params = paramsOf(desk, outage, pairs);
    return {
      title: plain(desk.say(`${what}.title`, params)),
      body: plain(desk.say(`${what}.body`, params)),
    };
  };
  const told = { kind: what, id: ringOf(what, outage), source: outage.source, ...words() };
  desk.ring.tellSource({ ...told, startedAt: desk.clock.now(), softened: false }, words);
  desk.publisher.touch('ringing');
}

/**
 * Puts a notice of an outage, new or changed, and rings for it.
 * @param isNews the user has not heard of all its pairs yet
 */
export function tellOutage(desk: Desk, outage: Outage, isNews: boolean): void {
  const { source, kind, pairs, cause } = outage;
  // That a pair is gone has a notice already.
  if (kind !== 'gone') {
    desk.notices.put({ id: noticeOf(outage), code: 'blind', params: () => paramsOf(desk, outage, pairs) });
    desk.publisher.touch('notices');
  }
  const rings = desk.ring.list().map((one) => one.id);
  if (isNews) {
    desk.log.warn({ event: 'source.blind', source, cause, pairs: pairs.length });
    // Back again is not true any more.
    desk.ring.silence(rings.filter((id) => id.startsWith(`seeing:${source}:`)));
  }
  const isRinging = rings.includes(ringOf('blind', outage));
  if (isRinging || (isNews && settingsOf(desk).tellBlind)) ring(desk, 'blind', outage, pairs);
}

/** Rings for pairs that are seen again. */
export function tellSeen(desk: Desk, outage: Outage, pairs: readonly PairId[]): void {
  if (pairs.length === 0) return;
  const blindMs = desk.clock.now() - outage.startedAt;
  desk.log.info({ event: 'source.seeing', source: outage.source, blindMs });
  // Nobody wants to hear of it in a pause.
  if (settingsOf(desk).tellBlind && desk.monitoring.state() === 'on') ring(desk, 'seeing', outage, pairs);
}

/** Takes back what was told of an outage. */
export function untellOutage(desk: Desk, outage: Outage): void {
  if (desk.notices.remove(noticeOf(outage))) desk.publisher.touch('notices');
  if (desk.ring.silence([ringOf('blind', outage)]).length > 0) desk.publisher.touch('ringing');
}
