import { proposeWayBack } from '../../src-core/way-back.ts';
import type { Desk, WatchedPair } from '../desk.ts';

/** The way back that a new alarm of a pair gets, a fraction: a fifth of the pair's own range, where it is known. */
export function proposedWayBack(desk: Pick<Desk, 'engine'>, { pair, quote }: WatchedPair): number {
  const price = desk.engine.pairMemory(pair.id)?.last?.price ?? null;
  return proposeWayBack({ price, ...quote, tickSize: pair.tickSize });
}
