import type { Interrupts } from '../../scripts/launcher/interrupts.ts';
import type { Ears, End, Launch, Program } from '../../scripts/launcher/program.ts';

/** A program that says and does what a test wants. */
export interface FakeProgram {
  readonly program: Program;
  readonly ears: Ears;
  readonly end: (end: End) => void;
  /** The signals that it got, in order. */
  readonly signals: string[];
  readonly groupSignals: string[];
}

export interface FakeLaunch {
  readonly launch: Launch;
  readonly started: FakeProgram[];
  readonly last: () => FakeProgram;
}

/** `obeys`: ends at the first signal to its group that it is given there. */
export function createFakeLaunch(obeys: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGKILL']): FakeLaunch {
  const started: FakeProgram[] = [];
  return {
    started,
    last: () => started.at(-1)!,
    launch(program, ears) {
      const ended = Promise.withResolvers<End>();
      const fake: FakeProgram = { program, ears, end: ended.resolve, signals: [], groupSignals: [] };
      started.push(fake);
      return {
        ended: ended.promise,
        signal: (signal) => fake.signals.push(signal),
        signalGroup(signal) {
          fake.groupSignals.push(signal);
          if (obeys.includes(signal)) ended.resolve({ kind: 'signal', signal });
        },
        letGo: () => undefined,
      };
    },
  };
}

export interface FakeInterrupts extends Interrupts {
  readonly interrupt: (signal: NodeJS.Signals) => void;
}

export function createFakeInterrupts(): FakeInterrupts {
  let asked = false;
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  return {
    asked: () => asked,
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    interrupt(signal) {
      asked = true;
      for (const listener of listeners) listener(signal);
    },
  };
}

export const exit = (code: number): End => ({ kind: 'code', code });
