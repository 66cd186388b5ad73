import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { say } from '../words/say.ts';
import { proofWords } from './proof-lines.ts';

/** `ETH/USDT fell to 2,900`: one ring in one line. */
export function ringTitle(ringing: RingingView): string {
  return ringing.kind === 'test' ? say('ring.test.title') : proofWords(ringing.pair, ringing.firing).title;
}

/** What the window's title shows in turn with the app's name. */
export function documentTitle(ringing: readonly RingingView[]): string {
  const first = ringing[0];
  if (!first) return '';
  const title = ringTitle(first);
  const count = ringing.length - 1;
  return say(count > 0 ? 'ring.document.more' : 'ring.document', { title, count });
}
