import type { Clock } from '../../src-runtime/clock.ts';

export type Timers = Pick<Clock, 'setTimer'>;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

export type End =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'unstartable'; readonly cause: string };

/** What becomes of the output, in pieces as they come. */
export interface Ears {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export interface Running {
  readonly ended: Promise<End>;
  /** To the program only, which then ends its helpers in order. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** To the program and everything it has started. */
  readonly signalGroup: (signal: NodeJS.Signals) => void;
  /** Stops listening, so that whatever still lives keeps nobody waiting. */
  readonly letGo: () => void;
}

export type Launch = (program: Program, ears: Ears) => Running;

const graceMs = 2_000;
const killedMs = 1_000;

/** Answers `late` when `promise` takes longer than `ms`. */
export async function within<T, L>(promise: Promise<T>, ms: number, late: L, timers: Timers): Promise<T | L> {
  const alarm = Promise.withResolvers<L>();
  const cancel = timers.setTimer(() => alarm.resolve(late), ms);
  try {
    return await Promise.race([promise, alarm.promise]);
  } finally {
    cancel();
  }
}

/** Ends a program and everything it has started: asked first, then killed. Takes 3 seconds at most. */
export async function endGroup(running: Running, timers: Timers): Promise<void> {
  running.signalGroup('SIGTERM');
  await within(running.ended, graceMs, null, timers);
  // Helpers may be left when the program itself has ended.
  running.signalGroup('SIGKILL');
  await within(running.ended, killedMs, null, timers);
  running.letGo();
}
