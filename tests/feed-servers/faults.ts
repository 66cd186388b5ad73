import { randomFrom } from '../random-from.ts';
import type { Failure } from './loopback-server.ts';

/** A failure, and when it strikes. Requests are counted from 1, those that match its path only. */
export interface Fault {
  readonly failure: Failure;
  /** Default: all. */
  readonly path?: RegExp;
  /** The requests that it strikes. */
  readonly at?: readonly number[];
  /** How likely it strikes any request, 0 to 1. */
  readonly chance?: number;
  /** How many requests it lasts once it strikes; default 1. */
  readonly lasts?: number;
}

/** Decides for one request after another. The same seed and the same requests give the same faults. */
export type Faults = (path: string) => Failure | null;

/** The first fault of the list that strikes, or still lasts. */
export function createFaults(list: readonly Fault[], seed = 1): Faults {
  const random = randomFrom(seed);
  const states = list.map((fault) => ({ fault, seen: 0, left: 0 }));
  return (path) => {
    let struck: Failure | null = null;
    // All of them count and draw, so that one fault does not move the times of another.
    for (const state of states) {
      const { failure, path: paths = /^/, at = [], chance = 0, lasts = 1 } = state.fault;
      if (!paths.test(path)) continue;
      state.seen += 1;
      const drawn = random() < chance;
      if (state.left === 0 && (drawn || at.includes(state.seen))) state.left = lasts;
      if (state.left === 0) continue;
      state.left -= 1;
      struck ??= failure;
    }
    return struck;
  };
}

const page = '<!doctype html><html><head><title>Sign in</title></head><body>Welcome</body></html>';
const tooMany = { status: 429, body: '{"code":-1003,"msg":"Too much request weight used"}' };

/** What sources and the ways to them do on a bad day; `chance` (0 to 1) that a request meets any of it. */
export function badDay(chance: number): readonly Fault[] {
  const each = (failures: readonly (Omit<Fault, 'chance'> & { readonly share: number })[]) =>
    failures.map(({ share, ...fault }) => ({ ...fault, chance: chance * share }));
  return each([
    { failure: 'reset', share: 0.2, lasts: 2 },
    { failure: 'cut', share: 0.1 },
    { failure: 'half', share: 0.1 },
    { failure: { status: 500, body: '' }, share: 0.2 },
    { failure: { status: 502, body: 'Bad gateway' }, share: 0.1, lasts: 3 },
    { failure: { ...tooMany, headers: { 'retry-after': '20' } }, share: 0.1 },
    { failure: { status: 429, body: 'Throttled' }, share: 0.05 },
    { failure: { status: 200, body: page }, share: 0.1, lasts: 2 },
    { failure: { status: 200, body: '' }, share: 0.05 },
  ]);
}
