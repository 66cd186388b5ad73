/** Where the app stands between start and end; what else depends on it asks here. */
const entry = Promise.withResolvers<void>();
const state = { entryEvaluated: false, ready: false, readyAsked: false };

/** Settled once the import of the main module has settled: Electron gives `ready` no earlier. */
export const afterEntry: Promise<void> = entry.promise;

export function entryEvaluated(): void {
  state.entryEvaluated = true;
  entry.resolve();
}

export function isEntryEvaluated(): boolean {
  return state.entryEvaluated;
}

export function becomeReady(): void {
  state.ready = true;
}

export function isReady(): boolean {
  return state.ready;
}

export function noteReadyAsked(): void {
  state.readyAsked = true;
}

export function wasReadyAsked(): boolean {
  return state.readyAsked;
}

/** Throws as Electron does when something is used too early. */
export function needReady(what: string): void {
  if (!state.ready) throw new Error(`${what} before app is ready`);
}
