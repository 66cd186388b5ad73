import { type ChildProcess, spawn } from 'node:child_process';
import type { End, Launch, Program, Timers } from './program.ts';

/** What a program said last arrives after its end; a helper that lives on may keep its output open for ever. */
const lastWordsMs = 300;

/** Signals a program and everything that it has started. */
export function signalTree(
  pid: number,
  signal: NodeJS.Signals,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform === 'win32') {
    // Windows has neither groups nor signals; this ends the tree at once.
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once(
      'error',
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

function causeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.message;
  return String(error);
}

function endOf(child: ChildProcess, timers: Timers): Promise<End> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'unstartable', cause: causeOf(error) }));
    child.once('exit', (code, signal) => {
      const end: End =
        code === null ? { kind: 'signal', signal: signal ?? 'SIGKILL' } : { kind: 'code', code };
      const cancel = timers.setTimer(() => resolve(end), lastWordsMs);
      child.once('close', () => {
        cancel();
        resolve(end);
      });
    });
  });
}

function spawnGroup({ command, args, folder, environment }: Program, platform: NodeJS.Platform) {
  return spawn(command, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows this would open a console window, and means no group.
    detached: platform !== 'win32',
    windowsHide: true,
  });
}

/** Starts programs in process groups of their own, so that helpers end with them. */
export function createLaunch(timers: Timers, platform: NodeJS.Platform = process.platform): Launch {
  return (program, ears) => {
    let child: ReturnType<typeof spawnGroup>;
    try {
      child = spawnGroup(program, platform);
    } catch (error) {
      const nothing = () => undefined;
      const ended: Promise<End> = Promise.resolve({ kind: 'unstartable', cause: causeOf(error) });
      return { ended, signal: nothing, signalGroup: nothing, letGo: nothing };
    }
    child.stdout.setEncoding('utf8').on('data', ears.out);
    child.stderr.setEncoding('utf8').on('data', ears.err);
    return {
      ended: endOf(child, timers),
      signal: (signal) => child.kill(signal),
      signalGroup: (signal) => {
        if (child.pid !== undefined) signalTree(child.pid, signal, platform);
      },
      letGo: () => {
        child.stdout.destroy();
        child.stderr.destroy();
        child.unref();
      },
    };
  };
}
