/** `npm test`: everything that must hold; the last line counts it all. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checks } from './checks.ts';
import { root, run } from './run-command.ts';

const total = { passed: 0, failed: 0, skipped: 0 };
/** Told once more at the end, where a long log shows them. */
const failures: string[] = [];

async function step(name: string, work: () => Promise<number>): Promise<boolean> {
  console.log(`\n== ${name}`);
  const ok = (await work()) === 0;
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
  return ok;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function failuresIn(report: Report): string[] {
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name);
    const tests = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`);
    return tests.length === 0 && message !== '' ? [`${file}: ${message}`] : tests;
  });
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
    failures.push(...failuresIn(report));
  } catch {
    failures.push(`${project}: no report`);
  }
  if (code !== 0 && failed === 0) failures.push(`${project}: ended with ${code}, though no test failed`);
  // A suite that breaks before its first test, or leaves an error behind, has failed too.
  total.failed += code === 0 ? failed : Math.max(1, failed);
}

for (const [name, check] of Object.entries(checks)) await step(name, check);
await suite('unit');
if (await step('build', () => run('vite', ['build', '--logLevel', 'error']))) {
  await suite('e2e');
  await suite('desktop');
}

for (const failure of failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
