import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { noteWatching } from '../watch-diary.ts';

/** Pause and resume of the watch itself; when it was paused is kept, for who asks why an alarm was silent. */
export function createMonitoringCommands(
  desk: Desk,
): Pick<Handlers, 'monitoring.pause' | 'monitoring.resume'> {
  return {
    'monitoring.pause'() {
      desk.monitoring.pause();
      noteWatching(desk, false);
      return {};
    },
    'monitoring.resume'() {
      desk.monitoring.resume();
      noteWatching(desk, true);
      return {};
    },
  };
}
