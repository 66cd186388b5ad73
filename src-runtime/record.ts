import type { StoredFiring } from './storage/state-store.ts';

/** Every firing on a line of its own, for people and their programs; the app never reads its truth from it. Never throws. */
export interface AlarmRecord {
  /** Firings that have just come true and ring. */
  readonly add: (firings: readonly StoredFiring[]) => void;
  /** Firings of an earlier run that ring again: those that a crash kept out of it are added, the others stay as they are. */
  readonly catchUp: (firings: readonly StoredFiring[]) => void;
  readonly close: () => void;
}

/** For who wants none. */
export const noRecord: AlarmRecord = { add: () => {}, catchUp: () => {}, close: () => {} };
