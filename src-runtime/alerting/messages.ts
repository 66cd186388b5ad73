import { formatPrice } from '../../src-core/numbers/format-number.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import { proofWords } from '../../src-shared/words/proof.ts';
import { ringTitle } from '../../src-shared/words/ring-title.ts';

/** Desktops cut a notification after a few lines. */
const mostLines = 5;

function bodyOf(say: HostSay, ringing: RingingView): string {
  if (ringing.kind === 'test') return say('ring.test.body');
  if (ringing.kind !== 'firing') return ringing.body;
  const { oldPrice, newPrice, rule, lines } = proofWords(say, ringing.pair, ringing.firing);
  const prices = say('notification.prices', { before: oldPrice, after: newPrice });
  return [ringing.firing.note, prices, rule, lines[0] ?? ''].filter((line) => line !== '').join('\n');
}

/** One of several: what happened, and the price now. */
function lineOf(say: HostSay, ringing: RingingView): string {
  const title = ringTitle(say, ringing);
  if (ringing.kind !== 'firing') return title;
  const { proof } = ringing.firing;
  const price = formatPrice(proof.after.price, ringing.pair.tickSize);
  return say('notification.line', { title, price });
}

/** What a notification says of everything that rings: one with its proof, or several with a line each. */
export function messageOf(say: HostSay, ringing: readonly RingingView[]): { title: string; body: string } {
  const [first] = ringing;
  if (ringing.length === 1 && first !== undefined) {
    return { title: ringTitle(say, first), body: bodyOf(say, first) };
  }
  // The newest first: it is why the notification came.
  const titles = ringing.map((each) => lineOf(say, each)).toReversed();
  const left = titles.length - mostLines;
  const lines =
    left > 0 ? [...titles.slice(0, mostLines - 1), say('notification.more', { count: left + 1 })] : titles;
  return { title: say('notification.many', { count: ringing.length }), body: lines.join('\n') };
}
