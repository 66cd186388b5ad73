import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tellFigures } from '../../figures.ts';
import { killRounds } from '../../kill/kill-rounds.ts';

const built = ['headless/index.js', 'renderer/index.html'].map((file) =>
  path.join(import.meta.dirname, '../../../dist', file),
);

const rounds = Number(process.env['KILL_ROUNDS'] ?? 10);
const seed = Number(process.env['SOAK_SEED'] ?? 1);

test(
  'a host that is killed at any moment starts again, forgets nothing and rings again',
  async () => {
    expect(
      built.filter((file) => !existsSync(file)),
      'not built; run npm run build',
    ).toEqual([]);
    const lines: string[] = [];
    try {
      const outcome = await killRounds({ rounds, seed, log: (line) => lines.push(line) });
      const { commands, firings, ticks } = outcome;
      tellFigures(
        `kills: ${rounds} of seed ${seed}, ${commands} commands, ${ticks} ticks, ${firings} firings, none lost`,
      );
      expect(outcome.firings).toBeGreaterThan(0);
      expect(outcome.commands).toBeGreaterThan(10);
    } catch (error) {
      throw new Error(lines.join('\n'), { cause: error });
    }
  },
  30_000 + rounds * 15_000,
);
