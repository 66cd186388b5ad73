import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type EnvironmentOptions, type Plugin, type ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (file: string) => path.join(import.meta.dirname, file);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
const constants = { __APP_VERSION__: JSON.stringify(version) };
const devPort = Number(process.env['CRYPTO_ALARM_PORT'] || 8788);
const devHost = `http://127.0.0.1:${devPort}`;
const ownPage = /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/;

/** A bundle for Node: everything inlined except Electron and Node's own modules, so that it runs without node_modules. */
function nodeTarget(name: string, input: string, format: 'es' | 'cjs'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir: at(`dist/${name}`),
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      ssr: true,
      rolldownOptions: {
        input: at(input),
        external: ['electron', /^electron\//, /^node:/, ...builtinModules],
        output: { format, entryFileNames: format === 'cjs' ? 'index.cjs' : 'index.js', codeSplitting: false },
      },
    },
  };
}

const targets = { headless: nodeTarget('headless', 'src-headless/index.ts', 'es') };

/** The host sees only requests of this proxy, so a page elsewhere has to be turned away here. */
const turnForeignPagesAway: NonNullable<ProxyOptions['configure']> = (proxy) => {
  proxy.on('proxyReqWs', (outgoing, request, socket) => {
    const { origin, host } = request.headers;
    if (origin !== undefined && !ownPage.test(origin)) socket.destroy();
    else if (host !== undefined) outgoing.setHeader('origin', devHost);
  });
};

/** `npm run dev`: the headless host is built in watch mode and restarted; the interface is served with hot reload. */
function headlessDev(): Plugin {
  let child: ChildProcess | undefined;
  const restart = () => {
    child?.kill();
    const args = [at('.cache/dev/headless/index.js'), '--port', String(devPort)];
    child = spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { CRYPTO_ALARM_DEV: '1', ...process.env },
    });
  };
  return {
    name: 'headless-dev',
    apply: 'serve',
    configureServer(server) {
      if (process.env['VITEST']) return;
      server.httpServer?.once('listening', () => {
        process.once('exit', () => child?.kill());
        void build({
          configFile: false,
          logLevel: 'warn',
          mode: 'development',
          root: at('.'),
          ssr: { noExternal: true },
          define: constants,
          // Not into dist: what is built there is the product.
          build: { ...targets.headless.build, outDir: at('.cache/dev/headless'), watch: {} },
          // writeBundle, because closeBundle also runs after a failed build
          plugins: [{ name: 'restart-headless', writeBundle: restart }],
        });
      });
    },
  };
}

export default defineConfig({
  root: at('src-renderer'),
  base: './',
  define: constants,
  publicDir: at('assets/public'),
  plugins: [react(), headlessDev()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/health': { target: devHost, changeOrigin: true },
      '/socket.io': { target: devHost, ws: true, changeOrigin: true, configure: turnForeignPagesAway },
    },
  },
  build: { outDir: at('dist/renderer'), emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0 },
  environments: targets,
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
  test: {
    root: at('.'),
    env: { TZ: 'UTC' },
    coverage: { provider: 'v8', include: ['src-*/**/*.{ts,tsx}'], reporter: ['text', 'lcov'] },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src-*/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          // Machines are small and shared: what is waited for has time.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
