import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { NewerDataError } from '../storage/newer-data.ts';
import { settingsName, UnreadableSettingsError } from '../storage/load-rules.ts';
import { makeLevels } from '../storage/make-levels.ts';
import type { OpenSettings, RulesSurroundings } from '../storage/rules-file.ts';
import { FolderInUseError, openStorage, type Storage } from '../storage/storage.ts';
import { say } from './say.ts';
import type { Environment } from './settings.ts';
import { StartError } from './start-error.ts';

const folderName = 'crypto-price-alarm';

/** The operating system's folder for what applications keep. */
function applicationData(environment: Environment, platform: string): string {
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  if (platform === 'win32') return environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming');
  return environment['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
}

/**
 * `crypto-price-alarm` under the operating system's application data, the same for every host; with `-dev` where the
 * app is not the one that people have installed.
 */
export function defaultDataDir(
  environment: Environment,
  { development, platform = process.platform }: { development: boolean; platform?: string },
): string {
  return path.join(applicationData(environment, platform), development ? `${folderName}-dev` : folderName);
}

/** Somebody's pairs and alarms lie there: they are watched, even where nothing can be stored. */
function isUsed(folder: string): boolean {
  return existsSync(path.join(folder, `${settingsName}.json`));
}

/**
 * Makes the data folder, for its owner only.
 * @throws StartError where that is not possible, and nothing is there to be watched
 */
export function makeFolder(folder: string): void {
  try {
    makeLevels(path.resolve(folder));
    if (!statSync(folder).isDirectory()) throw new Error('it is a file');
    if (!isUsed(folder)) accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotUse(folder, error);
  }
}

/** What to say of a folder that cannot be written. */
export function cannotUse(folder: string, error: unknown): StartError {
  const cause = error instanceof Error ? error.message : String(error);
  return new StartError(say('host.folder-unusable', { folder, cause }));
}

/** What to say of a settings file that is there and may not be read. */
function unreadableSettings({ file, code, message: cause }: UnreadableSettingsError): StartError {
  if (code === 'EISDIR') return new StartError(say('host.settings-is-folder', { file }));
  if (code === 'EACCES' || code === 'EPERM') return new StartError(say('host.settings-forbidden', { file }));
  return new StartError(say('host.settings-unreadable', { file, cause }));
}

/**
 * Opens everything on disk of a data folder, and makes the folder where there is none.
 * @param openSettings opens the settings file in that folder; see `settingsOptions`
 * @throws StartError with one sentence for people
 */
export function openFolder(
  folder: string,
  openSettings: OpenSettings,
  surroundings: RulesSurroundings,
): Storage {
  makeFolder(folder);
  try {
    return openStorage(folder, openSettings, surroundings);
  } catch (error) {
    if (error instanceof FolderInUseError) throw new StartError(say('host.folder-in-use', { folder }));
    if (error instanceof NewerDataError) throw new StartError(say('host.newer-data', { folder }));
    if (error instanceof UnreadableSettingsError) throw unreadableSettings(error);
    throw cannotUse(folder, error);
  }
}

/** How conf, and electron-store above it, must open the settings: never emptied, and for its owner only. */
export const settingsOptions = { clearInvalidConfig: false, configFileMode: 0o600 } as const;
