import type { Urgency } from '../../src-core/alarm.ts';
import type { AlarmMode } from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import { longestWayBack } from '../../src-core/way-back.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { type Draft, modeOfDraft, timeUnits, unfinished } from './draft.ts';
import { type Problems, problemsOf, type Reading, readTime, sayNumberProblem, wrong } from './problems.ts';
import { parseNumber } from '../words/formats.ts';

const longestCooldownMs = 7 * timeUnits.d;
export const longestNote = 500;

/** What the form says besides the condition. Null: nothing is said, so the host's own holds. */
export interface Options {
  readonly mode: AlarmMode;
  readonly cooldownMs: number | null;
  /** A fraction. */
  readonly wayBack: number | null;
  readonly urgency: Urgency;
  readonly note: string;
  readonly expiresAt: EpochMs | null;
}

export interface ReadOptions {
  readonly options: Options;
  readonly problems: Problems;
}

/** Only edge conditions come back before they ring again. */
export function usesWayBack({ kind }: Draft): boolean {
  return kind === 'target' || kind === 'channel' || kind === 'extreme';
}

function readWayBack(draft: Draft): Reading<number | null> {
  const text = draft.wayBack.trim();
  if (!usesWayBack(draft) || text === '') return { value: null, problem: null };
  // Nothing else in the form may be zero.
  if (/^0+([.,]0*)?\s*%?$/.test(text)) return { value: 0, problem: null };
  const parsed = parseNumber(text);
  if (!parsed.ok) {
    const problem = parsed.problem === 'empty' ? null : sayNumberProblem(parsed.problem, '0.3');
    return { value: null, problem };
  }
  // Percent to a fraction, as typed: 0.7 is 0.007 and not 0.006999999999999999.
  const value = Number(`${parsed.value}e-2`);
  const share = Number.isFinite(value) ? value : parsed.value / 100;
  if (share > longestWayBack) return { value: null, problem: wrong(sayInView('problem.wayBack.large')) };
  return { value: share, problem: null };
}

function readCooldown(draft: Draft): Reading<number | null> {
  if (modeOfDraft(draft) === 'once') return { value: null, problem: null };
  const limits = { example: '5', longestMs: longestCooldownMs };
  return readTime('cooldown', draft.cooldown, draft.cooldownUnit, limits);
}

function readNote({ note }: Draft): Reading<string> {
  const over = note.length - longestNote;
  const problem = over > 0 ? wrong(sayInView('problem.note.long', { count: over })) : null;
  return { value: note, problem };
}

/** @param kept an expiry that stands already, and may lie behind */
function readExpiry({ expires }: Draft, now: EpochMs, kept: string): Reading<EpochMs | null> {
  if (expires === '') return { value: null, problem: null };
  if (expires === unfinished) return { value: null, problem: wrong(sayInView('problem.expires.unfinished')) };
  const value = new Date(expires).getTime();
  if (Number.isNaN(value)) return { value: null, problem: wrong(sayInView('problem.expires.unfinished')) };
  const isOver = value <= now && expires !== kept;
  return { value, problem: isOver ? wrong(say('error.expiry-over')) : null };
}

/** The options that the form asks for, and what is wrong with each field. `now` is the host's clock. */
export function readOptions(draft: Draft, now: EpochMs, kept = ''): ReadOptions {
  const cooldown = readCooldown(draft);
  const wayBack = readWayBack(draft);
  const note = readNote(draft);
  const expires = readExpiry(draft, now, kept);
  return {
    options: {
      mode: modeOfDraft(draft),
      cooldownMs: cooldown.value,
      wayBack: wayBack.value,
      urgency: draft.urgency,
      note: note.value.trim(),
      expiresAt: expires.value,
    },
    problems: problemsOf({ cooldown, wayBack, note, expires }),
  };
}
