/** `npm run soak`: the long versions of what `npm test` does in short: random lives of alarms, kills. */
import { run } from './run-command.ts';

const seed = process.env['SOAK_SEED'] ?? String(Math.floor(Date.now() / 86_400_000));
console.log(`seed ${seed}; set SOAK_SEED to run the same again`);
const lives = await run('vitest', ['run', '--project', 'unit', 'tests/unit/engine-reference.test.ts'], {
  SOAK_RUNS: process.env['SOAK_RUNS'] ?? '300000',
  SOAK_SEED: seed,
});
const built = await run('vite', ['build', '--logLevel', 'error']);
const kills = await run('vitest', ['run', '--project', 'e2e', 'tests/e2e/browser/kill.e2e.ts'], {
  KILL_ROUNDS: process.env['KILL_ROUNDS'] ?? '50',
  SOAK_SEED: seed,
});
process.exitCode = Math.max(lives, built, kills);
