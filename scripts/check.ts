/** `npm run check`: format, lint, types. */
import { checks } from './checks.ts';

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const code = await check();
  if (code === 0) continue;
  console.error(`${name}: failed`);
  failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
