/** `npm test`: everything that must hold; the last line counts it all. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checks } from './checks.ts';
import { root, run } from './run-command.ts';

const total = { passed: 0, failed: 0, skipped: 0 };

async function step(name: string, work: () => Promise<number>): Promise<boolean> {
  console.log(`\n== ${name}`);
  const ok = (await work()) === 0;
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) console.error(`${name}: failed`);
  return ok;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

async function suite(project: 'unit' | 'e2e' | 'desktop'): Promise<void> {
  console.log(`\n== ${project}`);
  const file = path.join(root, '.cache', `${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const code = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  let failed = 0;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    total.passed += report.numPassedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    failed = report.numFailedTests;
  } catch {
    console.error(`${project}: no report`);
  }
  // A suite that breaks before its first test, or leaves an error behind, has failed too.
  total.failed += code === 0 ? failed : Math.max(1, failed);
}

for (const [name, check] of Object.entries(checks)) await step(name, check);
await suite('unit');
if (await step('build', () => run('vite', ['build', '--logLevel', 'error']))) {
  await suite('e2e');
  await suite('desktop');
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
