import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { Command } from './commands.ts';

export type Step =
  | { readonly kind: 'sample'; readonly sample: Sample; readonly now: EpochMs }
  | Command
  /** The user's answer to "another coin?"; nothing where it was not asked. */
  | { readonly kind: 'decide'; readonly at: EpochMs; readonly coin: 'same' | 'another' }
  /** Stopped, and started from what was stored: nothing may change. */
  | { readonly kind: 'restart' };

export interface ReferenceInput {
  readonly addedAt: EpochMs;
  /** Older samples that fill windows: never judged, never an arming price, not counted for `pair added`. */
  readonly history?: readonly Sample[];
  readonly staleMs: number;
  /** A quote farther than this from the last accepted price is held; 10 where not given. */
  readonly confirmPercent?: number;
  readonly steps: readonly Step[];
}
