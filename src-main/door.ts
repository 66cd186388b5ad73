import type { PairId } from '../src-core/pair.ts';

/** The wish to see the window, or a pair in it, whoever has it; one that comes before there can be a window is kept. */
export interface Door {
  readonly knock: (pair?: PairId) => void;
  /** From now on a knock opens; at once where somebody has knocked already. Answers whether somebody had. */
  readonly opensWith: (open: (pair?: PairId) => void) => boolean;
}

export function createDoor(): Door {
  let knocked = false;
  let open: ((pair?: PairId) => void) | null = null;
  return {
    knock(pair) {
      knocked = true;
      open?.(pair);
    },
    opensWith(how) {
      open = how;
      if (knocked) how();
      return knocked;
    },
  };
}
