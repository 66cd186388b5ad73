import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Interrupts } from './interrupts.ts';

/** Runs the built headless host in this terminal until it ends; answers its exit code. */
export function runHeadless(
  root: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  interrupts: Interrupts,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join('dist', 'headless', 'index.js'), ...args], {
      cwd: root,
      env: environment,
      stdio: 'inherit',
    });
    const stopListening = interrupts.listen((signal) => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => {
      stopListening();
      // Ended by the signal before it could take it: as asked, too.
      resolve(code ?? (interrupts.asked() ? 0 : 1));
    });
  });
}
