import type { RingingView } from '../contract/schemas.ts';
import { proofWords } from './proof.ts';
import type { Say } from './words.ts';

/** `ETH/USDT fell to 2,900`: one ring in one line. */
export function ringTitle(say: Say, ringing: RingingView): string {
  if (ringing.kind === 'test') return say('ring.test.title');
  return ringing.kind === 'firing' ? proofWords(say, ringing.pair, ringing.firing).title : ringing.title;
}

/** What the window's title shows in turn with the app's name. */
export function documentTitle(say: Say, ringing: readonly RingingView[]): string {
  const first = ringing[0];
  if (!first) return '';
  const title = ringTitle(say, first);
  const count = ringing.length - 1;
  return say(count > 0 ? 'ring.document.more' : 'ring.document', { title, count });
}
