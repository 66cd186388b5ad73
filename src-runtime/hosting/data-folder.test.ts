import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDataDir } from './data-folder.ts';

describe('where state lives', () => {
  test.each([
    ['linux', {}, path.join(homedir(), '.config', 'crypto-price-alarm')],
    ['linux', { XDG_CONFIG_HOME: '/xdg' }, path.join('/xdg', 'crypto-price-alarm')],
    ['linux', { XDG_CONFIG_HOME: '' }, path.join(homedir(), '.config', 'crypto-price-alarm')],
    ['freebsd', {}, path.join(homedir(), '.config', 'crypto-price-alarm')],
    [
      'darwin',
      { XDG_CONFIG_HOME: '/xdg' },
      path.join(homedir(), 'Library', 'Application Support', 'crypto-price-alarm'),
    ],
    ['win32', { APPDATA: '/app-data' }, path.join('/app-data', 'crypto-price-alarm')],
    ['win32', {}, path.join(homedir(), 'AppData', 'Roaming', 'crypto-price-alarm')],
  ])('%s with %o', (platform, environment, folder) => {
    expect(defaultDataDir(environment, { development: false, platform })).toBe(folder);
    expect(defaultDataDir(environment, { development: true, platform })).toBe(`${folder}-dev`);
  });
});
