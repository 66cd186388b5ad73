/**
 * `npm run soak`: the long versions of what `npm test` does in short: random lives of alarms, answers of sources with
 * something wrong in them, a year of prices on disk, kills, a day in the tray.
 */
import { run } from './run-command.ts';

const seed = process.env['SOAK_SEED'] ?? String(Math.floor(Date.now() / 86_400_000));
console.log(`seed ${seed}; set SOAK_SEED to run the same again`);
const lives = await run('vitest', ['run', '--project', 'unit', 'tests/unit/engine-reference.test.ts'], {
  SERIES: process.env['SERIES'] ?? '100000',
  SOAK_SEED: seed,
});
const mutations = await run('vitest', ['run', '--project', 'unit', 'tests/unit/feed-mutations.test.ts'], {
  MUTATIONS: process.env['MUTATIONS'] ?? '10000',
  SOAK_SEED: seed,
});
const year = await run('vitest', ['run', '--project', 'unit', 'src-runtime/storage/year-on-disk.test.ts'], {
  YEAR_ON_DISK: 'whole',
});
const built = await run('vite', ['build', '--logLevel', 'error']);
const kills = await run('vitest', ['run', '--project', 'e2e', 'tests/e2e/browser/kill.e2e.ts'], {
  KILL_ROUNDS: process.env['KILL_ROUNDS'] ?? '50',
  SOAK_SEED: seed,
});
const desktop = await run(
  'vitest',
  [
    'run',
    '--project',
    'desktop',
    'tests/e2e/desktop/day-in-the-tray.e2e.ts',
    'tests/e2e/desktop/killed.e2e.ts',
  ],
  {
    DAY_IN_THE_TRAY: 'whole',
    KILL_DESKTOP_ROUNDS: process.env['KILL_DESKTOP_ROUNDS'] ?? '20',
  },
);
process.exitCode = Math.max(lives, mutations, year, built, kills, desktop);
