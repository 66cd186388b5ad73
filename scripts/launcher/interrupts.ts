/** Ctrl+C, an end asked for by another program, a closed terminal. */
export interface Interrupts {
  readonly asked: () => boolean;
  /** The returned function stops listening. */
  readonly listen: (callback: (signal: NodeJS.Signals) => void) => () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes over the signals of this process: whoever runs a program passes them on. */
export function listenForInterrupts(): Interrupts {
  let asked = false;
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  for (const signal of signals) {
    // More than once: npm passes on a Ctrl+C that the terminal has sent here already.
    process.on(signal, () => {
      asked = true;
      for (const listener of listeners) listener(signal);
    });
  }
  return {
    asked: () => asked,
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}
