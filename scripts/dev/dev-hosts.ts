import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { build, type EnvironmentOptions, type Plugin, type ViteDevServer } from 'vite';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { electronEnvironment, whyNoWindow } from '../launcher/can-run.ts';
import { findElectron } from '../launcher/find-electron.ts';
import type { Why } from '../launcher/why.ts';

const say = createHostWords();

/** How each host is built; the same as for the product. */
export interface DevTargets {
  readonly headless: EnvironmentOptions;
  readonly main: EnvironmentOptions;
  readonly preload: EnvironmentOptions;
}

export interface DevOptions {
  readonly root: string;
  readonly targets: DevTargets;
  readonly constants: Readonly<Record<string, string>>;
  /** Where the headless host listens, behind Vite's proxy. */
  readonly port: number;
}

/** Electron's program where a window can be shown here, or why not: then the headless host stands behind the page. */
function electronHere(root: string, args: readonly string[]): string | Why {
  const { platform, env: environment } = process;
  const user = process.getuid?.() ?? null;
  const why = whyNoWindow({ platform, user, environment, args });
  if (why !== null) return why;
  const { file, exists } = findElectron(root, environment, platform);
  return exists ? file : { key: 'start.not-fetched' };
}

/** A host that is started again each time its bundle is written. */
function createChild(start: () => ChildProcess) {
  let child: ChildProcess | undefined;
  let starting = false;
  const begin = () => {
    starting = false;
    child = start();
  };
  process.once('exit', () => child?.kill());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0));
  return {
    running: () => child !== undefined,
    restart: () => {
      if (starting) return;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return begin();
      // Not before the old one has let go of the data folder.
      starting = true;
      child.removeAllListeners();
      child.once('exit', begin);
      child.kill();
    },
  };
}

function watchBuild(
  { root, targets, constants }: DevOptions,
  name: keyof DevTargets,
  written: () => void,
): Promise<unknown> {
  return build({
    configFile: false,
    logLevel: 'warn',
    mode: 'development',
    root,
    ssr: { noExternal: true },
    define: constants,
    // Not into dist: what is built there is the product.
    build: { ...targets[name].build, outDir: path.join(root, '.cache/dev', name), watch: {} },
    // writeBundle, because closeBundle also runs after a failed build
    plugins: [{ name: `written-${name}`, writeBundle: written }],
  });
}

function startHeadless(options: DevOptions): void {
  const { root, port } = options;
  const child = createChild(() =>
    spawn(process.execPath, [path.join(root, '.cache/dev/headless/index.js'), '--port', String(port)], {
      stdio: 'inherit',
      env: { CRYPTO_ALARM_DEV: '1', ...process.env },
    }),
  );
  void watchBuild(options, 'headless', child.restart);
}

/** The desktop: started again when its main process changes, its page loaded anew when the preload script does. */
function startDesktop(
  options: DevOptions,
  electron: string,
  args: readonly string[],
  server: ViteDevServer,
): void {
  const { root } = options;
  const address = server.resolvedUrls?.local[0] ?? '';
  const child = createChild(() => {
    const started = spawn(electron, [...args, path.join(root, '.cache/dev/main/index.js')], {
      cwd: root,
      stdio: 'inherit',
      env: { ...electronEnvironment(process.env), VITE_DEV_SERVER_URL: address },
    });
    // Quit from its own menu: there is nothing left to develop on.
    started.once('exit', (code) => void server.close().then(() => process.exit(code ?? 0)));
    return started;
  });
  const built = new Set<string>();
  const written = (name: 'main' | 'preload') => () => {
    built.add(name);
    if (built.size < 2) return;
    if (name === 'preload' && child.running()) server.ws.send({ type: 'full-reload' });
    else child.restart();
  };
  void watchBuild(options, 'preload', written('preload'));
  void watchBuild(options, 'main', written('main'));
}

/** `npm run dev`: the interface with hot reload, and a host built in watch mode behind it: the desktop where it can run. */
export function devHosts(options: DevOptions): Plugin {
  return {
    name: 'dev-hosts',
    apply: 'serve',
    configureServer(server) {
      if (process.env['VITEST']) return;
      server.httpServer?.once('listening', () => {
        // Behind `--`, because Vite knows no such flag.
        const args = process.argv.includes('--no-sandbox') ? ['--no-sandbox'] : [];
        const electron = electronHere(options.root, args);
        // Vite works its addresses out right after this event.
        setImmediate(() => {
          if (typeof electron === 'string') return startDesktop(options, electron, args, server);
          const address = server.resolvedUrls?.local[0] ?? '';
          const why = say(electron.key, electron.params);
          server.config.logger.info(`\n${why}\n${say('start.dev-in-browser', { address })}`);
          startHeadless(options);
        });
      });
    },
  };
}
