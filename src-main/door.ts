/** The wish to see the window, whoever has it; one that comes before there can be a window is kept. */
export interface Door {
  readonly knock: () => void;
  /** From now on a knock opens; at once where somebody has knocked already. Answers whether somebody had. */
  readonly opensWith: (open: () => void) => boolean;
}

export function createDoor(): Door {
  let knocked = false;
  let open: (() => void) | null = null;
  return {
    knock() {
      knocked = true;
      open?.();
    },
    opensWith(how) {
      open = how;
      if (knocked) how();
      return knocked;
    },
  };
}
