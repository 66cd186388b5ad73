import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import type { controls } from './controls.ts';

/** The module as the double gives it: Electron's, and the controls. */
export type WithControls = typeof Electron.CrossProcessExports & { readonly __double: typeof controls };

/** Runs in the app's main process, with the controls in reach. */
export function within<Result, Given = undefined>(
  app: ElectronApplication,
  run: (electron: WithControls, given: Given) => Result | Promise<Result>,
  given?: Given,
): Promise<Result> {
  return app.evaluate(run as never, given as never) as Promise<Result>;
}

export const executable = path.join(import.meta.dirname, 'electron');
export const fixtures = path.join(import.meta.dirname, 'fixtures');

export interface Launched {
  readonly app: ElectronApplication;
  readonly data: string;
  close(): Promise<void>;
}

/** Starts the fixture app under Playwright, with a data folder of its own. */
export async function launchFixture(): Promise<Launched> {
  const data = mkdtempSync(path.join(tmpdir(), 'double-'));
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const app = await _electron.launch({
    executablePath: executable,
    args: [path.join(fixtures, 'app')],
    env: { ...env, FIXTURE_DATA: data },
  });
  return {
    app,
    data,
    async close() {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
