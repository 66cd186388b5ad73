import { formatPrice } from '../src-core/numbers/format-number.ts';
import { type PairId, pairLabel } from '../src-core/pair.ts';
import type { PricePoint } from '../src-core/sample.ts';
import { plain } from '../src-shared/words/words.ts';
import { type Desk, settingsOf, type WatchedPair } from './desk.ts';

const noticeId = (id: PairId) => `another-coin:${id}`;
const ringId = (id: PairId) => `blind:${id}`;

/** Asks the user whether a price ten times off is still of the same coin; until then nothing of the pair is judged. */
export function askWhetherSameCoin(
  desk: Desk,
  { pair }: WatchedPair,
  strange: PricePoint,
  last: PricePoint,
): void {
  const params = () => {
    const price = (value: number) => formatPrice(value, pair.tickSize, desk.say.style.numbers);
    return { pair: pairLabel(pair), price: price(strange.price), last: price(last.price) };
  };
  desk.notices.put({ id: noticeId(pair.id), code: 'another-coin', params });
  desk.log.warn({ event: 'pair.another-coin', pair: pair.id, price: strange.price, last: last.price });
  desk.publisher.touch('notices');
  desk.publisher.touchPair(pair.id);
  if (!settingsOf(desk).tellBlind) return;
  const words = () => ({
    title: plain(desk.say('another-coin.title', params())),
    body: plain(desk.say('notice.another-coin', params())),
  });
  const told = { kind: 'blind', id: ringId(pair.id), source: pair.source, ...words() } as const;
  desk.ring.tellSource({ ...told, startedAt: desk.clock.now(), softened: false }, words);
  desk.publisher.touch('ringing');
}

/** The user has decided, or the pair is gone. */
export function endAskingWhetherSameCoin(desk: Desk, id: PairId): void {
  if (desk.notices.remove(noticeId(id))) desk.publisher.touch('notices');
  if (desk.ring.silence([ringId(id)]).length > 0) desk.publisher.touch('ringing');
}
