import type { LogEvent } from './log-events.ts';

/** The part of pino that is used. Every line is an object with an `event` name and no key, token or home folder. */
export interface Log {
  readonly debug: (line: LogLine) => void;
  readonly info: (line: LogLine) => void;
  readonly warn: (line: LogLine) => void;
  readonly error: (line: LogLine) => void;
  /** From now on this text stands in no line: a key that was not known at the start. */
  readonly conceal?: (secret: string) => void;
}

export interface LogLine {
  readonly event: LogEvent;
  readonly [field: string]: unknown;
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
