import { appendFileSync } from 'node:fs';

/** One line on what was done and seen; `npm run soak` repeats them all at its end. */
export function tellFigures(line: string): void {
  console.log(line);
  const file = process.env['SOAK_FIGURES'];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}
