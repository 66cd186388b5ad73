/**
 * `npm run bench [-- --json] [--quick]`: the performance budgets, each beside a plain reference in the same run.
 * `--quick` leaves out what takes minutes: the night of missed candles, and 10,000 pairs at once.
 */
import { idleRow } from '../bench/idle.bench.ts';
import { interfaceRows } from '../bench/interface.bench.ts';
import { judgeRows } from '../bench/judge.bench.ts';
import { memoryRows } from '../bench/memory.bench.ts';
import { nightRows } from '../bench/night.bench.ts';
import type { Row } from '../bench/row.ts';
import { searchRows } from '../bench/search.bench.ts';
import { tickRows } from '../bench/tick.bench.ts';
import { run } from './run-command.ts';

const quick = process.argv.includes('--quick');
if ((await run('vite', ['build', '--logLevel', 'error'])) !== 0) process.exit(1);
const [tick, start] = await tickRows();
const more = async () => [...(await nightRows()), ...judgeRows()];
const rows: Row[] = [
  tick,
  start,
  ...memoryRows(),
  ...searchRows(),
  await idleRow(),
  ...(await interfaceRows()),
  ...(quick ? [] : await more()),
];

if (process.argv.includes('--json')) {
  for (const row of rows) console.log(JSON.stringify(row));
} else {
  console.table(
    Object.fromEntries(
      rows.map(({ name, value, unit, reference, ratio, budget }) => [
        name,
        { value, reference, budget, unit, ratio },
      ]),
    ),
  );
}
