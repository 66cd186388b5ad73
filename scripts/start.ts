/** `npm start`: builds and starts the headless host; the desktop window is not part of this version. */
import { run } from './run-command.ts';

console.log('The desktop window is not part of this version yet. This starts the headless host instead:');
console.log('open the address that follows in a browser on this computer.\n');
const built = await run('vite', ['build', '--logLevel', 'warn']);
process.exitCode =
  built === 0 ? await run('node', ['dist/headless/index.js', ...process.argv.slice(2)]) : built;
