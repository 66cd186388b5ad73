/** `npm run replays`: writes docs/replays.md, what rings on recorded days. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { needsMarketData } from '../tests/market-replay/market-data.ts';
import { replaysPage } from '../tests/replays/table.ts';
import { root } from './run-command.ts';

const page = replaysPage();
if (page === null) {
  console.error(`docs/replays.md ${needsMarketData}.`);
  process.exitCode = 2;
} else {
  writeFileSync(path.join(root, 'docs', 'replays.md'), page);
  console.log('docs/replays.md is written.');
}
