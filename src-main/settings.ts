import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../src-runtime/hosting/data-folder.ts';
import { say } from '../src-runtime/hosting/say.ts';
import {
  type Environment,
  readDataDir,
  readWatchSettings,
  type WatchSettings,
  WrongSetting,
} from '../src-runtime/hosting/settings.ts';

/** What the desktop is started with. */
export interface DesktopSettings {
  readonly watch: WatchSettings;
  /** An absolute path. */
  readonly dataDir: string;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
  /** Keep the computer from sleeping. */
  readonly keepAwake: boolean;
  /** Where Vite serves the interface; null where it is built in. */
  readonly devServer: string | null;
}

export type ParsedStart =
  | { readonly kind: 'run'; readonly settings: DesktopSettings }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

/** Known to the headless host; without a word they would seem to work here. */
const headlessOnly = ['host', 'port', 'source', 'poll-seconds', 'demo'] as const;

/**
 * Reads the command line and the environment. Electron and Chromium have flags of their own among the arguments, so what
 * is not known here is left to them.
 * @throws WrongSetting with one sentence for people
 */
export function readDesktopStart(
  args: readonly string[],
  environment: Environment,
  isPackaged: boolean,
): ParsedStart {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      hidden: { type: 'boolean' },
      'keep-awake': { type: 'boolean' },
    },
  });
  if (values['help'] === true) return { kind: 'help' };
  if (values['version'] === true) return { kind: 'version' };
  const stray = headlessOnly.find((name) => name in values);
  if (stray !== undefined) throw new WrongSetting(say('desktop.no-such-flag', { flag: `--${stray}` }));
  const named = readDataDir(values, environment);
  const settings = {
    watch: readWatchSettings({}, environment),
    dataDir: path.resolve(named ?? defaultDataDir(environment, { development: !isPackaged })),
    hidden: values['hidden'] === true,
    keepAwake: values['keep-awake'] === true,
    devServer: isPackaged ? null : readDevServer(environment['VITE_DEV_SERVER_URL']),
  };
  return { kind: 'run', settings };
}

/** The origin of Vite's server, on this computer only. */
function readDevServer(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const { protocol, hostname, origin } = new URL(text);
  return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname) ? origin : null;
}
