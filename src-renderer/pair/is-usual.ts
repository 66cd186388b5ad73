import type { PairView } from '../../src-shared/contract/schemas.ts';

/** Whether a pair is watched as always: nothing is to be said about its prices. */
export function isUsual(pair: PairView): boolean {
  const { blind, confirming, strange, via, closely, notSeen, frozenSince } = pair;
  const told = [confirming, strange, via, notSeen, frozenSince].some((each) => each !== null);
  return !told && !blind && !closely;
}
