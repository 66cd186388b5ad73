import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { killRounds } from '../kill/kill-rounds.ts';

const built = ['headless/index.js', 'renderer/index.html'].map((file) =>
  path.join(import.meta.dirname, '../../dist', file),
);

test('a host that is killed at any moment starts again, forgets nothing and rings again', async () => {
  expect(
    built.filter((file) => !existsSync(file)),
    'not built; run npm run build',
  ).toEqual([]);
  const lines: string[] = [];
  try {
    const outcome = await killRounds({ rounds: 10, seed: 1, log: (line) => lines.push(line) });
    expect(outcome.firings).toBeGreaterThan(0);
    expect(outcome.commands).toBeGreaterThan(10);
  } catch (error) {
    throw new Error(lines.join('\n'), { cause: error });
  }
}, 180_000);
