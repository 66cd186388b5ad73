import type { Show } from '../src-shared/contract/schemas.ts';

/** The wish to see the window, or something in it, whoever has it; one that comes before there can be a window is kept. */
export interface Door {
  readonly knock: (wanted?: Show) => void;
  /** From now on a knock opens; at once where somebody has knocked already. Answers whether somebody had. */
  readonly opensWith: (open: (wanted?: Show) => void) => boolean;
}

export function createDoor(): Door {
  let knocked = false;
  let open: ((wanted?: Show) => void) | null = null;
  return {
    knock(wanted) {
      knocked = true;
      open?.(wanted);
    },
    opensWith(how) {
      open = how;
      if (knocked) how();
      return knocked;
    },
  };
}
