/** `npm start`: builds and starts the headless host; the desktop window is not part of this version. */
import { createWords } from '../src-shared/words/words.ts';
import { run } from './run-command.ts';

console.log(`${createWords()('host.no-window')}\n`);
const built = await run('vite', ['build', '--logLevel', 'error']);
process.exitCode =
  built === 0 ? await run('node', ['dist/headless/index.js', ...process.argv.slice(2)]) : built;
