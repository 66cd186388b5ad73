import type { SourceView } from '../src-shared/contract/schemas.ts';
import type { Desk } from './desk.ts';
import { sourceViews } from './views.ts';

export interface Health {
  /** `failing`: a source that is in use does not answer as it should. */
  readonly status: 'ok' | 'failing' | 'paused';
  readonly pairs: number;
  readonly alarms: number;
  readonly ringing: number;
  readonly sources: readonly SourceView[];
}

function isTrouble({ state }: SourceView): boolean {
  return state === 'failing' || state === 'frozen';
}

/** Whether prices are watched. */
export function statusOf(desk: Desk): Health['status'] {
  if (desk.monitoring.state() === 'paused') return 'paused';
  return sourceViews(desk).some((source) => source.pairs > 0 && isTrouble(source)) ? 'failing' : 'ok';
}

/** How the product is, for who watches over it. */
export function healthOf(desk: Desk): Health {
  return {
    status: statusOf(desk),
    pairs: desk.pairs.size,
    alarms: [...desk.pairs.keys()].reduce((sum, id) => sum + desk.engine.alarmsOf(id).length, 0),
    ringing: desk.ring.list().length,
    sources: sourceViews(desk),
  };
}
