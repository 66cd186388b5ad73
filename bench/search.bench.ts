import { performance } from 'node:perf_hooks';
import { createSearchIndex } from '../src-core/search/search-index.ts';
import { type Row, row } from './row.ts';
import { benchSymbols, readQueries } from './symbols.ts';

const rounds = 20;
const shown = 8;

/** The time below which 95 of 100 keystrokes stay, in ms; the first round only warms up. */
function p95(search: (text: string) => unknown): number {
  const queries = readQueries();
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const text of queries) {
      const before = performance.now();
      search(text);
      if (round > 0) times.push(performance.now() - before);
    }
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

/** A keystroke over more than 20,000 symbols, beside a loop that knows exact substrings only. */
export function searchRows(): Row[] {
  const symbols = benchSymbols();
  const index = createSearchIndex(symbols, ['usd', 'eur', 'usdt', 'btc']);
  const plain = (text: string) => {
    const typed = text.toLowerCase();
    const has = (field: string) => field.toLowerCase().includes(typed);
    return symbols.filter(({ key, base, name }) => has(key) || has(base) || has(name)).slice(0, shown);
  };
  const ours = p95((text) => index.search(text, shown));
  const count = symbols.length.toLocaleString('en');
  return [row(`symbol search over ${count} symbols, per keystroke, p95`, 'ms', ours, p95(plain), 10)];
}
