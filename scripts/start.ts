/** `npm start`: the desktop where it can run, else one sentence why not and the headless host. */
import { start } from '../src-shared/words/en/start.ts';

/** The catalogue needs a package itself, so these two sentences are taken as they stand. */
function whatIsWrong(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ENOENT') return start['start.not-installed'];
  const cause = error instanceof Error ? error.message.split('\n', 1)[0] : error;
  return start['start.unforeseen'].replace('{{cause}}', () => String(cause));
}

// A reader that goes away (`npm start | head`) is no reason to end the app.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
try {
  const { launchApp } = await import('./launcher/launch.ts');
  const { thisComputer } = await import('./launcher/this-computer.ts');
  process.exitCode = await launchApp(thisComputer(process.argv.slice(2)));
} catch (error) {
  console.error(whatIsWrong(error));
  process.exitCode = 1;
}
