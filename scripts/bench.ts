/**
 * `npm run bench [-- --json] [--all]`: the performance budgets, each beside a plain reference in the same run.
 * `--all` adds the rows that are measured, but not within their budget yet.
 */
import { judgeRows } from '../bench/judge.bench.ts';
import { memoryRows } from '../bench/memory.bench.ts';
import type { Row } from '../bench/row.ts';
import { tickRows } from '../bench/tick.bench.ts';

const all = process.argv.includes('--all');
const [tick, start] = await tickRows();
const rows: Row[] = [tick, ...memoryRows(), ...(all ? [start, ...judgeRows()] : [])];

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
