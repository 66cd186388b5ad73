import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { boot } from './boot.ts';
import { decode, encode } from './codec.ts';
import { desk } from './desk.ts';
import { askForPermissions, lockSound } from './page-guards.ts';
import { pageRuntime, type RuntimeConfig } from './page-runtime.ts';

/** The name under which the double reaches its runtime in a page: not one that a page can guess. */
export const secret = `electron-double-${randomUUID()}`;

function preloadText(file: string): string {
  if (file === '') return 'null';
  let source: string;
  try {
    source = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  } catch (cause) {
    source = `throw Object.assign(new Error(${JSON.stringify(String(cause))}), { name: 'Error' });`;
  }
  return `function(require, module, exports, process) {${source}\n}`;
}

/** The text that runs in every document of a window before its own scripts. */
export function pageSource(preload: string, soundNeedsGesture: boolean): string {
  const config: RuntimeConfig = {
    secret,
    preloadPath: preload,
    platform: process.platform,
    versions: { electron: process.versions['electron'] ?? '', chrome: process.versions['chrome'] ?? '' },
  };
  const parts = [
    `(${pageRuntime.toString()})(${JSON.stringify(config)}, encode, decode, ${preloadText(preload)});`,
    `(${askForPermissions.toString()})(${JSON.stringify(secret)});`,
    ...(soundNeedsGesture ? [`(${lockSound.toString()})();`] : []),
  ];
  return `(() => {\n${encode.toString()}\n${decode.toString()}\n${parts.join('\n')}\n})();`;
}

/** Whether the window's sound waits for the user: its own wish, else the command line's, else Electron's default. */
export function soundNeedsGesture(policy: string | undefined): boolean {
  const wanted = policy ?? boot().switches.get('autoplay-policy') ?? 'no-user-gesture-required';
  return wanted !== 'no-user-gesture-required';
}

/** How a page's colours follow the system and the app. */
export function colourScheme(source: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  if (source === 'system') return desk.dark ? 'dark' : 'light';
  return source;
}
