import type { SourceView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { sourceViews } from './views.ts';

function isTrouble({ state }: SourceView): boolean {
  return state === 'failing' || state === 'frozen';
}

/** Whether prices are watched; `failing`: a source that is in use does not answer as it should. */
export function healthOf(desk: Desk): 'ok' | 'failing' | 'paused' {
  if (desk.monitoring.state() === 'paused') return 'paused';
  return sourceViews(desk).some((source) => source.pairs > 0 && isTrouble(source)) ? 'failing' : 'ok';
}

/** How the host is, for who watches it from outside. */
export interface Health {
  readonly status: ReturnType<typeof healthOf>;
  readonly pairs: number;
  readonly alarms: number;
  readonly ringing: number;
  readonly sources: readonly SourceView[];
}

export function wholeHealth(desk: Desk): Health {
  return {
    status: healthOf(desk),
    pairs: desk.pairs.size,
    alarms: [...desk.pairs.keys()].reduce((sum, id) => sum + desk.engine.alarmsOf(id).length, 0),
    ringing: desk.ring.list().length,
    sources: sourceViews(desk),
  };
}
