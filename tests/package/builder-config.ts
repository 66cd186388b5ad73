import { createRequire } from 'node:module';
import type { Configuration } from 'electron-builder';
import { root } from '../../scripts/run-command.ts';

interface Checker {
  getConfig(folder: string, file: string, options: null): Promise<Configuration>;
  validateConfiguration(config: unknown, log: unknown): Promise<void>;
}

// Not dependencies of ours: they come with electron-builder and are found from there.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const checker = fromBuilder('app-builder-lib/out/util/config/config') as Checker;
const { DebugLogger } = fromBuilder('builder-util') as { DebugLogger: new (on: boolean) => unknown };

export const readBuilderConfig = (): Promise<Configuration> =>
  checker.getConfig(root, 'electron-builder.yml', null);

/** Throws, with the names of the keys that are wrong, when electron-builder would refuse this. */
export const checkBuilderConfig = (config: unknown): Promise<void> =>
  checker.validateConfiguration(config, new DebugLogger(false));
