/**
 * `npm run soak`: the long versions of what `npm test` does in short. `SERIES`, `MUTATIONS`, `KILL_ROUNDS` and
 * `KILL_DESKTOP_ROUNDS` say how long, `SOAK_SEED` runs the same again, and names as arguments choose parts.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run-command.ts';

interface Part {
  readonly project: 'unit' | 'e2e' | 'desktop' | 'soak';
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const parts: Readonly<Record<string, Part>> = {
  series: {
    project: 'unit',
    files: ['tests/unit/engine-reference.test.ts'],
    environment: { SERIES: '10000' },
  },
  replays: {
    project: 'unit',
    files: ['tests/replays/replays.test.ts'],
    environment: { REPLAYS: 'whole' },
  },
  mutations: {
    project: 'unit',
    files: [
      'tests/unit/mutations.test.ts',
      'tests/unit/mutations-over-sockets.test.ts',
      'tests/unit/feed-mutations.test.ts',
    ],
    environment: { MUTATIONS: '10000' },
  },
  year: {
    project: 'unit',
    files: ['src-runtime/storage/year-on-disk.test.ts'],
    environment: { YEAR_ON_DISK: 'whole' },
  },
  kills: {
    project: 'e2e',
    files: ['tests/e2e/browser/kill.e2e.ts'],
    environment: { KILL_ROUNDS: '200' },
  },
  desktop: {
    project: 'desktop',
    files: ['tests/e2e/desktop/day-in-the-tray.e2e.ts', 'tests/e2e/desktop/killed.e2e.ts'],
    environment: { DAY_IN_THE_TRAY: 'whole', KILL_DESKTOP_ROUNDS: '20' },
  },
  'twelve-hours': {
    project: 'soak',
    files: ['tests/soak/twelve-hours.ts'],
    environment: {},
  },
};

const seed = process.env['SOAK_SEED'] ?? String(Math.floor(Date.now() / 86_400_000));
const figures = path.join(root, '.cache', 'soak-figures.txt');

async function soak({ project, files, environment }: Part): Promise<boolean> {
  const wanted = Object.fromEntries(
    Object.entries(environment).map(([name, usual]) => [name, process.env[name] ?? usual]),
  );
  const code = await run('vitest', ['run', '--project', project, ...files], {
    ...wanted,
    SOAK: '1',
    SOAK_SEED: seed,
    SOAK_FIGURES: figures,
  });
  return code === 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

mkdirSync(path.dirname(figures), { recursive: true });
rmSync(figures, { force: true });
console.log(`seed ${seed}; set SOAK_SEED to run the same again`);
const lines: string[] = [];
let failed = 0;
const note = (name: string, ok: boolean, since: number) => {
  if (!ok) failed += 1;
  lines.push(`${name}: ${ok ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - since) / 1_000)} s`);
};

const start = performance.now();
note('build', (await run('vite', ['build', '--logLevel', 'error'])) === 0, start);
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const since = performance.now();
  console.log(`\n== ${name}`);
  note(name, await soak(part), since);
}

let told = '';
try {
  told = readFileSync(figures, 'utf8');
} catch {
  // No part came as far as that.
}
console.log(`\n${told}\n${lines.join('\n')}`);
process.exitCode = failed === 0 ? 0 : 1;
