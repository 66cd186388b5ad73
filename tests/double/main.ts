import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronVersion, readBoot, startWith } from './boot.ts';
import { entryEvaluated, isEntryEvaluated, wasReadyAsked } from './lifecycle.ts';

const boot = readBoot(process.argv.slice(2), process.cwd(), process.env['DOUBLE_PACKAGED'] === '1');
startWith(boot);

/** Nothing but the app's own end ends the process: Electron's message loop runs without any timer. */
setInterval(() => undefined, 2 ** 30);

function dressProcess(): void {
  const fixed = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
  };
  fixed(process.versions, 'electron', electronVersion);
  fixed(process.versions, 'chrome', '156.0.8078.100');
  fixed(process, 'type', 'browser');
  fixed(process, 'resourcesPath', boot.resourcesPath);
  if (!boot.packaged) fixed(process, 'defaultApp', true);
  process.execPath = boot.execPath;
  process.argv.splice(0, process.argv.length, ...boot.argv);
}

function redirectImports(): void {
  const url = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;
  const names = new Set(['electron', 'electron/main', 'electron/common']);
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier)
        ? { url, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}

/** Electron gives `ready` only after the entry module: an entry that waits for it at its top level never gets there. */
function watchEntry(): void {
  setTimeout(() => {
    if (isEntryEvaluated()) return;
    const why = wasReadyAsked() ? ' It has asked for app.whenReady(): at the top level that never ends.' : '';
    process.stderr.write(`double: the main module has not been evaluated, so 'ready' does not come.${why}\n`);
  }, 1500).unref();
}

async function run(): Promise<void> {
  dressProcess();
  redirectImports();
  if (boot.switches.has('inspect')) inspector.open(Number(boot.switches.get('inspect') || 9229));
  const { app } = await import('./electron.ts');
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => app.quit());
  if (boot.main === undefined) {
    process.stderr.write(`double: no app in ${boot.appPath}.\n`);
    process.exit(1);
  }
  const require = createRequire(boot.main);
  for (const file of boot.required) require(file);
  watchEntry();
  try {
    await import(pathToFileURL(boot.main).href);
  } finally {
    entryEvaluated();
  }
}

run().catch((cause: unknown) => {
  // An app that listens for uncaught errors goes on, as in Electron; else Node ends with it.
  setImmediate(() => {
    throw cause;
  });
});
