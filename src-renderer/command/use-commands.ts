import { useSetPaused } from '../alarms/use-alarm-commands.ts';
import { useActions, useApp } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { type BarCommand, barCommands } from './bar-commands.ts';

/** The commands that make sense as things stand. */
export function usePossibleCommands(): readonly BarCommand[] {
  const some = useApp((state) => Object.keys(state.alarms).length > 0);
  const running = useApp((state) => Object.values(state.alarms).some(({ paused }) => !paused));
  const paused = useApp((state) => Object.values(state.alarms).some((alarm) => alarm.paused));
  const monitoring = useApp((state) => state.monitoring);
  const possible: Record<BarCommand, boolean> = {
    pauseAll: some && running,
    resumeAll: paused,
    pauseMonitoring: monitoring === 'on',
    resumeMonitoring: monitoring === 'paused',
    alarms: true,
    history: true,
    settings: true,
    test: true,
  };
  return barCommands.filter((command) => possible[command]);
}

export function useRunCommand(): (command: BarCommand) => void {
  const { show } = useActions();
  const setPaused = useSetPaused();
  const run = useCommand();
  const acts: Record<BarCommand, () => void> = {
    pauseAll: () => void setPaused({ all: true }, true),
    resumeAll: () => void setPaused({ all: true }, false),
    pauseMonitoring: () => void run('monitoring.pause', {}),
    resumeMonitoring: () => void run('monitoring.resume', {}),
    alarms: () => show('alarms'),
    history: () => show('history'),
    settings: () => show('settings'),
    test: () => void run('ring.test', {}),
  };
  return (command) => acts[command]();
}
