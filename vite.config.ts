import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions, Plugin, ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { devHosts } from './scripts/dev/dev-hosts.ts';
import { licences } from './scripts/licences/plugin.ts';

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

const targets = {
  headless: nodeTarget('headless', 'src-headless/index.ts', 'es'),
  main: nodeTarget('main', 'src-main/index.ts', 'es'),
  preload: nodeTarget('preload', 'src-preload/index.ts', 'cjs'),
};

/** The host sees only requests of this proxy, so a page elsewhere has to be turned away here. */
const turnForeignPagesAway: NonNullable<ProxyOptions['configure']> = (proxy) => {
  proxy.on('proxyReqWs', (outgoing, request, socket) => {
    const { origin, host } = request.headers;
    if (origin !== undefined && !ownPage.test(origin)) socket.destroy();
    else if (host !== undefined) outgoing.setHeader('origin', devHost);
  });
};

const sendAsOurPage: NonNullable<ProxyOptions['configure']> = (proxy) => {
  proxy.on('proxyReq', (outgoing, request, response) => {
    const { origin } = request.headers;
    if (origin !== undefined && !ownPage.test(origin)) response.destroy();
    else if (origin !== undefined) outgoing.setHeader('origin', devHost);
  });
};

/** Pages speak WebSocket only (`socket-api.ts`): what the library brings along for polling need not travel. */
const webSocketOnly: Plugin = {
  name: 'web-socket-only',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source !== './transports/index.js' || importer?.includes('engine.io-client') !== true) return null;
    if (this.environment.config.consumer !== 'client') return null;
    const all = await this.resolve(source, importer, { ...options, skipSelf: true });
    return all === null ? null : `\0web-socket-only:${all.id}`;
  },
  load(id) {
    const [, all] = id.split('\0web-socket-only:');
    if (all === undefined) return null;
    const file = JSON.stringify(path.join(path.dirname(all), 'websocket.js'));
    return `import { WS } from ${file}; export const transports = { websocket: WS };`;
  },
};

const endToEnd = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  fileParallelism: false,
  // Machines are small and shared: what is waited for has time.
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  root: at('src-renderer'),
  base: './',
  define: constants,
  publicDir: at('assets/public'),
  plugins: [
    react(),
    webSocketOnly,
    licences(at('.')),
    devHosts({ root: at('.'), targets, constants, port: devPort }),
  ],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/health': { target: devHost, changeOrigin: true },
      '/app/': { target: devHost, changeOrigin: true, configure: sendAsOurPage },
      '/socket.io': { target: devHost, ws: true, changeOrigin: true, configure: turnForeignPagesAway },
    },
  },
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  environments: {
    // The interface, and the page of the desktop's hidden sound window.
    client: {
      build: {
        rolldownOptions: {
          input: [at('src-renderer/index.html'), at('src-renderer/sound.html')],
          // By itself it stays the same file from version to version, and does not come along with parts that need a bit of it.
          output: {
            codeSplitting: { groups: [{ name: 'chart-library', test: /lightweight-charts|fancy-canvas/ }] },
          },
        },
      },
    },
    ...targets,
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
  test: {
    root: at('.'),
    env: { TZ: 'UTC', LC_ALL: 'C' },
    coverage: { provider: 'v8', include: ['src-*/**/*.{ts,tsx}'], reporter: ['text', 'lcov'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src-*/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          setupFiles: ['src-renderer/testing/patience.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          env: { E2E_HOST: 'headless' },
          include: ['tests/e2e/*.e2e.ts', 'tests/e2e/browser/**/*.e2e.ts'],
          ...endToEnd,
        },
      },
      {
        extends: true,
        test: {
          name: 'soak',
          include: ['tests/soak/twelve-hours.ts'],
          testTimeout: 14 * 3_600_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          env: { E2E_HOST: 'desktop' },
          include: [
            'tests/e2e/*.e2e.ts',
            'tests/e2e/desktop/**/*.e2e.ts',
            'tests/double/**/*.e2e.ts',
            'tests/package/**/*.e2e.ts',
          ],
          ...endToEnd,
        },
      },
    ],
  },
});
