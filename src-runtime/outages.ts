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

/** Outages of one cause are told as one, by the first of them. */
interface Group {
  readonly leader: Outage;
  readonly members: readonly Outage[];
}

/** What a look at everything has brought. */
export interface OutageChanges {
  /** Outages with pairs that the user has not heard of. */
  readonly news: readonly Outage[];
  readonly ended: readonly Outage[];
  /** Pairs that are seen again. */
  readonly seen: readonly { readonly outage: Outage; readonly pairs: readonly PairId[] }[];
}

const keyOf = ({ source, kind }: Outage) => `${source}:${kind}`;
const noticeOf = (outage: Outage) => `blind:${keyOf(outage)}`;
const ringOf = (what: 'blind' | 'seeing', outage: Outage) => `${what}:${keyOf(outage)}:${outage.startedAt}`;

function grouped(outages: readonly Outage[]): Group[] {
  // Only what fails can fail together; what stands still, or is gone, is each source's own.
  const groups = Map.groupBy(outages, (one) => (one.kind === 'out' ? one.cause : keyOf(one)));
  return [...groups.values()].flatMap(([leader, ...rest]) =>
    leader === undefined ? [] : [{ leader, members: [leader, ...rest] }],
  );
}

function namesOf(desk: Desk, pairs: readonly PairId[]): string {
  const labels = [
    ...new Set(
      [...desk.pairs.values()].flatMap(({ pair }) => (pairs.includes(pair.id) ? [pairLabel(pair)] : [])),
    ),
  ];
  const named = labels.slice(0, mostNamed).join(', ');
  return labels.length > mostNamed
    ? desk.say('blind.pairs.more', { pairs: named, count: labels.length - mostNamed })
    : named;
}

function sourcesOf({ say }: Desk, outages: readonly Outage[]): string {
  const names = [...new Set(outages.map(({ source }) => say(`source.${source}`)))];
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : say('blind.sources', { first: names.slice(0, -1).join(', '), last });
}

function paramsOf(desk: Desk, outages: readonly Outage[], pairs: readonly PairId[]) {
  return {
    source: sourcesOf(desk, outages),
    cause: outages[0] === undefined ? '' : desk.say(outages[0].cause),
    pairs: namesOf(desk, pairs),
  };
}

type Params = ReturnType<typeof paramsOf>;

/** @param paramsNow asked for whenever it is shown, because the language can change */
function ring(desk: Desk, what: 'blind' | 'seeing', leader: Outage, paramsNow: () => Params): void {
  const words = () => {
    const params = paramsNow();
    return {
      title: plain(desk.say(`${what}.title`, params)),
      body: plain(desk.say(`${what}.body`, params)),
    };
  };
  const told = { kind: what, id: ringOf(what, leader), source: leader.source, ...words() };
  desk.ring.tellSource({ ...told, startedAt: desk.clock.now(), softened: false }, words);
  desk.publisher.touch('ringing');
}

/** Takes back what was told of an outage by itself. */
function untell(desk: Desk, outage: Outage): void {
  if (desk.notices.remove(noticeOf(outage))) desk.publisher.touch('notices');
  if (desk.ring.silence([ringOf('blind', outage)]).length > 0) desk.publisher.touch('ringing');
}

/** Rings for pairs that are seen again, all of one look at once. */
function tellSeen(desk: Desk, seen: OutageChanges['seen']): void {
  const some = seen.filter(({ pairs }) => pairs.length > 0);
  const [first] = some;
  if (first === undefined) return;
  for (const { outage } of some) {
    const blindMs = desk.clock.now() - outage.startedAt;
    desk.log.info({ event: 'source.seeing', source: outage.source, blindMs });
  }
  // Nobody wants to hear of it in a pause.
  if (!settingsOf(desk).tellBlind || desk.monitoring.state() !== 'on') return;
  const outages = some.map(({ outage }) => outage);
  const pairs = some.flatMap((one) => one.pairs);
  ring(desk, 'seeing', first.outage, () => paramsOf(desk, outages, pairs));
}

/** Back again is not true any more. */
function tellNews(desk: Desk, news: readonly Outage[]): void {
  for (const { source, cause, pairs } of news) {
    desk.log.warn({ event: 'source.blind', source, cause, pairs: pairs.length });
    const rings = desk.ring.list().map(({ id }) => id);
    desk.ring.silence(rings.filter((id) => id.startsWith(`seeing:${source}:`)));
  }
}

/** Tells of outages, their changes and their ends: one notice and one ring for each cause. */
export function createOutageTeller(): (
  desk: Desk,
  current: readonly Outage[],
  changes: OutageChanges,
) => void {
  /** What each notice said last: one that was put away comes again only when it says something else. */
  const said = new Map<string, string>();

  const tellGroup = (desk: Desk, group: Group, { news, ended }: OutageChanges, rings: readonly string[]) => {
    const { leader, members } = group;
    const pairs = members.flatMap((one) => one.pairs);
    const params = () => paramsOf(desk, members, pairs);
    const notice = noticeOf(leader);
    // Not in words: another language is no news.
    const about = JSON.stringify([members.map(({ source }) => source), leader.cause, pairs]);
    const isNews = members.some((one) => news.includes(one));
    if (said.get(notice) === about && !isNews) return;
    said.set(notice, about);
    // That a pair is gone has a notice already.
    if (leader.kind !== 'gone') {
      desk.notices.put({ id: notice, code: 'blind', params });
      desk.publisher.touch('notices');
    }
    // It goes on ringing for those that are left, where it rang for one that is over.
    const before = [...members, ...ended.filter(({ cause }) => cause === leader.cause)];
    const isRinging = before.some((one) => rings.includes(ringOf('blind', one)));
    if (isRinging || (isNews && settingsOf(desk).tellBlind)) ring(desk, 'blind', leader, params);
  };

  return (desk, current, changes) => {
    const groups = grouped(current);
    const rings = desk.ring.list().map(({ id }) => id);
    const leaders = new Set(groups.map(({ leader }) => leader));
    for (const outage of [...changes.ended, ...current.filter((one) => !leaders.has(one))]) {
      untell(desk, outage);
      said.delete(noticeOf(outage));
    }
    tellNews(desk, changes.news);
    for (const group of groups) tellGroup(desk, group, changes, rings);
    tellSeen(desk, changes.seen);
  };
}
