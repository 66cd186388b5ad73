import * as z from 'zod/mini';
import type { AlarmId } from '../src-core/alarm.ts';
import type { EpochMs } from '../src-core/pair.ts';
import { type Desk, nowOf } from './desk.ts';

const mostKept = 100;

const entry = z.object({
  /** Source time. */
  t: z.number(),
  what: z.enum(['edited', 'paused', 'resumed', 're-armed', 'snoozed']),
  /** Paused: the last sample that was taken before. Null where there was none. */
  judged: z.nullable(z.number()),
  /** Snoozed: until when. */
  until: z.nullable(z.number()),
});
const diary = z.object({ entries: z.array(entry) });

/** Something that a user did to an alarm, which nothing else remembers. */
export type DiaryEntry = z.output<typeof entry>;

type DiaryDesk = Pick<Desk, 'outbox' | 'engine' | 'pairs' | 'sources' | 'storage' | 'clock'>;

const keyOf = (id: AlarmId) => `diary:${id}`;

/** What was done to an alarm, oldest first, across restarts. */
export function diaryOf({ outbox }: Pick<Desk, 'outbox'>, id: AlarmId): readonly DiaryEntry[] {
  const parsed = diary.safeParse(outbox.remembered(keyOf(id)));
  return parsed.success ? parsed.data.entries : [];
}

/** Notes that something was done to an alarm now; the caller saves. */
export function noteInDiary(
  desk: DiaryDesk,
  alarm: { readonly id: AlarmId; readonly pairId: string },
  what: DiaryEntry['what'],
  until: EpochMs | null = null,
): void {
  const watched = desk.pairs.get(alarm.pairId);
  const t = watched === undefined ? desk.clock.now() : nowOf(desk, watched.pair);
  const judged = what === 'paused' ? desk.engine.lastT(alarm.pairId) : null;
  const entries = [...diaryOf(desk, alarm.id), { t, what, judged, until }].slice(-mostKept);
  desk.outbox.remember(keyOf(alarm.id), { entries } satisfies z.input<typeof diary>);
}

/** The alarm is gone, and what was done to it with it. */
export function forgetDiary({ outbox }: Pick<Desk, 'outbox'>, id: AlarmId): void {
  if (outbox.remembered(keyOf(id)) !== undefined) outbox.remember(keyOf(id), null);
}

/** Puts back what `diaryOf` told before the alarm was removed. */
export function restoreDiary(
  { outbox }: Pick<Desk, 'outbox'>,
  id: AlarmId,
  entries: readonly DiaryEntry[],
): void {
  if (entries.length > 0) outbox.remember(keyOf(id), { entries: [...entries] });
}
