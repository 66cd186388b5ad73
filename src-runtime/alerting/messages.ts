import { formatPrice } from '../../src-core/numbers/format-number.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import type { Digest } from '../hush/digest.ts';
import { ringTitle } from '../../src-shared/words/ring-title.ts';

/** Desktops cut a notification after a few lines. */
const mostLines = 5;
/** How much of a note stands in a line of several. */
const longestNote = 60;
const segmenter = new Intl.Segmenter('en');

function bodyOf(say: HostSay, ringing: RingingView): string {
  if (ringing.kind === 'test') return say('ring.test.body');
  if (ringing.kind !== 'firing') return ringing.body;
  const { oldPrice, newPrice, rule, lines, circumstances } = proofWords(say, ringing.pair, ringing.firing);
  const prices = say('notification.prices', { before: oldPrice, after: newPrice });
  const told = [ringing.firing.note, prices, ...circumstances, rule, lines[0] ?? ''];
  return told.filter((line) => line !== '').join('\n');
}

function shortNote(note: string): string {
  const oneLine = note.trim().replaceAll(/\s+/g, ' ');
  const letters = [...segmenter.segment(oneLine)].map(({ segment }) => segment);
  return letters.length > longestNote ? `${letters.slice(0, longestNote - 1).join('')}…` : oneLine;
}

/** One of several: what happened, the price now, and the note. */
function lineOf(say: HostSay, ringing: RingingView): string {
  const title = ringTitle(say, ringing);
  if (ringing.kind !== 'firing') return title;
  const { proof, late, note } = ringing.firing;
  const price = formatPrice(proof.after.price, ringing.pair.tickSize, say.style.numbers);
  const line = say(late ? 'notification.line.late' : 'notification.line', { title, price });
  return note.trim() === '' ? line : say('notification.line.note', { line, note: shortNote(note) });
}

/** Equal lines once, with how often; each where it came first. */
function merged(say: HostSay, lines: readonly string[]): { line: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => ({
    line: count === 1 ? line : say('notification.line.times', { count, line }),
    count,
  }));
}

/** What came while nothing was to be shown: as many lines as fit, the newest first, and how many more. */
export function digestMessage(say: HostSay, { title, lines }: Digest): { title: string; body: string } {
  const newestFirst = lines.toReversed();
  const named = newestFirst.length > mostLines ? newestFirst.slice(0, mostLines - 1) : newestFirst;
  const left = newestFirst.length - named.length;
  const more = left > 0 ? [say('notification.more', { count: left })] : [];
  return { title, body: [...named, ...more].join('\n') };
}

/** What a notification says of everything that rings: one with its proof, or several with a line each. */
export function messageOf(say: HostSay, ringing: readonly RingingView[]): { title: string; body: string } {
  const [first] = ringing;
  if (ringing.length === 1 && first !== undefined) {
    return { title: ringTitle(say, first), body: bodyOf(say, first) };
  }
  // The newest first: it is why the notification came.
  const newestFirst = ringing.map((each) => lineOf(say, each)).toReversed();
  const told = merged(say, newestFirst);
  const named = told.length > mostLines ? told.slice(0, mostLines - 1) : told;
  const left = ringing.length - named.reduce((sum, { count }) => sum + count, 0);
  const lines = named.map(({ line }) => line);
  if (left > 0) lines.push(say('notification.more', { count: left }));
  return { title: say('notification.many', { count: ringing.length }), body: lines.join('\n') };
}
