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
