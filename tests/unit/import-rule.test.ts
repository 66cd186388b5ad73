import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

const folders = ['core', 'shared', 'feeds', 'runtime', 'headless', 'main', 'preload', 'renderer'] as const;
type Folder = (typeof folders)[number];

const node = ['node:fs', 'node:fs/promises'];
const electron = ['electron', 'electron/main', 'electron-store'];
const sockets = ['socket.io', 'socket.io-client'];
const page = ['react', 'react-dom/client', 'zustand/react', 'lightweight-charts', '@radix-ui/react-toast'];
const modules = [...node, ...electron, ...sockets, ...page, 'zod/mini', 'i18next', 'axios', 'conf', 'pino'];
const without = (...left: readonly string[]) => modules.filter((name) => !left.includes(name));

/** What each folder may import besides itself. */
const sees: Readonly<Record<Folder, { folders: readonly Folder[]; modules: readonly string[] }>> = {
  core: { folders: [], modules: [] },
  shared: { folders: ['core'], modules: ['zod/mini', 'i18next'] },
  feeds: { folders: ['core', 'shared'], modules: [...node, 'axios', 'zod/mini'] },
  runtime: { folders: ['core', 'shared', 'feeds'], modules: [...node, 'zod/mini', 'pino'] },
  headless: { folders: ['core', 'shared', 'feeds', 'runtime'], modules: without(...electron) },
  main: { folders: ['core', 'shared', 'feeds', 'runtime'], modules: without(...sockets) },
  preload: { folders: ['core', 'shared'], modules: ['electron'] },
  renderer: { folders: ['core', 'shared'], modules: [...page, 'socket.io-client'] },
};

interface Line {
  /** The folder of the file. */
  readonly in: string;
  readonly line: string;
  readonly refused: boolean;
  readonly name?: string;
}

const imports = (target: string) => `export * from '${target}';`;

const betweenFolders = folders.flatMap((from) =>
  folders
    .filter((to) => to !== from)
    .map((to): Line => {
      const refused = !sees[from].folders.includes(to);
      return { in: `src-${from}/part`, line: imports(`../../src-${to}/pair.ts`), refused };
    }),
);
const ofModules = folders.flatMap((from) =>
  modules.map((name): Line => {
    return { in: `src-${from}/part`, line: imports(name), refused: !sees[from].modules.includes(name) };
  }),
);
const ofOneself = folders.flatMap((from): Line[] => [
  { in: `src-${from}/part`, line: imports('./other.ts'), refused: false },
  { in: `src-${from}/part`, line: imports('../other.ts'), refused: false },
]);

const otherForms: readonly Line[] = [
  { in: 'src-core', line: imports('../src-shared/pair.ts'), refused: true },
  { in: 'src-core', line: imports('../tests/pair.ts'), refused: true },
  { in: 'src-core', line: imports('../src-core/pair.ts'), refused: true },
  { in: 'src-shared', line: imports('fs'), refused: true },
  { in: 'src-shared', line: "import type { A } from 'axios';\nexport type B = A;", refused: true },
  { in: 'src-shared', line: "import 'axios';", refused: true },
  { in: 'src-shared', line: "export const a = import('axios');", refused: true },
  { in: 'src-shared', line: "export const a = import('../src-feeds/a.ts');", refused: true },
  { in: 'src-renderer', line: "import './styles/app.css';", refused: false },
  { in: 'src-core', name: 'a.test.ts', line: imports('electron'), refused: false },
  { in: 'src-core/testing', line: imports('node:fs'), refused: false },
  { in: 'src-shared', name: 'a.test.tsx', line: imports('../src-runtime/runtime.ts'), refused: false },
];

const clocks = ['Date.now()', 'setTimeout(f)', 'setInterval(f)', 'setImmediate(f)', 'queueMicrotask(f)'];
const surroundings = ['console', 'process', 'fetch', 'window', 'document', 'globalThis', 'crypto'];
const ofTheEngine: readonly Line[] = [
  ...[...clocks, 'performance.now()', ...surroundings, 'Math.random()', 'Math.random'].flatMap((expression) =>
    ['src-core', 'src-core/rules', 'src-core/numbers'].map((folder): Line => {
      return { in: folder, line: `export const a = (f) => [f, ${expression}];`, refused: true };
    }),
  ),
  { in: 'src-core', line: 'export const { random } = Math;', refused: true },
  { in: 'src-core', line: 'export const a = Math.max(1, 2);', refused: false },
  { in: 'src-core', line: 'export const a = (window) => window.ms;', refused: false },
  { in: 'src-core/windows', line: "export const a = Intl.NumberFormat('en');", refused: true },
  { in: 'src-core/numbers', line: "export const a = Intl.NumberFormat('en');", refused: false },
  { in: 'src-core/testing', line: 'export const a = Date.now();', refused: false },
  { in: 'src-runtime', line: 'export const a = Date.now();', refused: false },
];

const lines = [betweenFolders, ofModules, ofOneself, otherForms, ofTheEngine].flat();
const fileOf = (line: Line) => `${line.in}/${lines.indexOf(line)}-${line.name ?? 'a.ts'}`;

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** The files that the linter refuses for what they import or name, out of one run over all lines. */
function refusedFiles(): ReadonlySet<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
  try {
    const config = JSON.parse(readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')) as object;
    // Rules that need types are slow, and none of them is meant here.
    writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, options: {} }));
    for (const line of lines) {
      mkdirSync(path.join(folder, line.in), { recursive: true });
      writeFileSync(path.join(folder, fileOf(line)), `${line.line}\n`);
    }
    const only = ['imports', 'globals', 'properties'].map((what) => `eslint(no-restricted-${what})`);
    const { diagnostics } = JSON.parse(lint(folder)) as Report;
    const meant = diagnostics.filter(({ code }) => only.includes(code));
    return new Set(meant.map(({ filename }) => filename.replaceAll('\\', '/')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lint(folder: string): string {
  const linter = path.join(root, 'node_modules/oxlint/bin/oxlint');
  try {
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    return execFileSync(process.execPath, [linter, '--format', 'json', '.'], options);
  } catch (error) {
    // What is refused makes the linter fail; its report is complete all the same.
    return (error as { readonly stdout: string }).stdout;
  }
}

let refused: ReadonlySet<string>;
beforeAll(() => {
  refused = refusedFiles();
});

const said = (line: Line) => [
  `${line.in}/${line.name ?? ''} ${line.line}`,
  line.refused ? 'refused' : 'allowed',
];
const found = (line: Line) => [said(line)[0], refused.has(fileOf(line)) ? 'refused' : 'allowed'];

describe('the import rule', () => {
  test.each(folders)('src-%s sees what it may, and nothing else', (from) => {
    const own = [...betweenFolders, ...ofModules, ...ofOneself].filter(
      ({ in: folder }) => folder === `src-${from}/part`,
    );
    expect(own.map(found)).toEqual(own.map(said));
  });

  test('every folder of the program is known to it', () => {
    const there = readdirSync(root).filter((name) => name.startsWith('src-'));
    expect(folders.map((folder) => `src-${folder}`)).toEqual(expect.arrayContaining(there));
  });

  test('every form of an import counts, and tests are free', () => {
    expect(otherForms.map(found)).toEqual(otherForms.map(said));
  });

  test('the engine knows no clock, no chance and no surroundings', () => {
    expect(ofTheEngine.map(found)).toEqual(ofTheEngine.map(said));
  });
});
