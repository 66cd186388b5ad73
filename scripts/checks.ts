import { run } from './run-command.ts';

/** Format, lint (with the import rule) and types; each is one check that passes or fails. */
export const checks: Readonly<Record<string, () => Promise<number>>> = {
  format: () => run('biome', ['format', '--error-on-warnings', '.']),
  lint: () => run('oxlint', ['--deny-warnings']),
  types: () => run('tsc', ['-b']),
};
