import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Configuration } from 'electron-builder';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/run-command.ts';
import { checkBuilderConfig, readBuilderConfig } from './builder-config.ts';

const at = (file: string) => path.join(root, file);

describe('electron-builder.yml', () => {
  let config: Configuration;
  beforeAll(async () => {
    config = await readBuilderConfig();
  });

  test('is what the schema of electron-builder allows', async () => {
    await checkBuilderConfig(config);
  });

  test('a misspelt key is refused by its name', async () => {
    await expect(checkBuilderConfig({ ...config, electronFuse: {} })).rejects.toThrow(/electronFuse/);
    await expect(checkBuilderConfig({ ...config, mac: { ...config.mac, identiy: '-' } })).rejects.toThrow(
      /mac/,
    );
  });

  test('names only files that are there', () => {
    const { linux, mac, win } = config;
    const named = [linux?.icon, mac?.icon, win?.icon, mac?.entitlements, mac?.entitlementsInherit];
    for (const file of named) {
      expect(file).toBeTypeOf('string');
      expect(existsSync(at(String(file))), String(file)).toBe(true);
    }
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      expect(existsSync(at(`${linux?.icon}/${size}x${size}.png`)), String(size)).toBe(true);
    }
  });

  test('sets these fuses and no other', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('packs the bundles and nothing that is not run', () => {
    const bundles = ['dist/main/**', 'dist/preload/**', 'dist/renderer/**', 'package.json'];
    expect(config.files).toEqual([{ filter: [...bundles, '!**/*.map', '!node_modules/**'] }]);
    expect(config).toMatchObject({ asar: true, npmRebuild: false, publish: null });
    expect(config.electronLanguages).toEqual(['en-US', 'ru']);
  });

  test('says who it is: the id that Windows notifies under, its name, its files', () => {
    expect(config).toMatchObject({
      appId: 'app.crypto-price-alarm',
      productName: 'Crypto Price Alarm',
      artifactName: 'crypto-price-alarm-${version}-${os}-${arch}.${ext}',
    });
    expect(readFileSync(at('src-main/index.ts'), 'utf8')).toContain(`'${config.appId}'`);
    // A deb is refused without these.
    expect(config.extraMetadata).toMatchObject({ homepage: expect.stringMatching(/^https:/) });
    expect(config.linux).toMatchObject({ maintainer: expect.stringMatching(/./) });
  });

  test('each system gets its kinds of package, for both kinds of processor', () => {
    const both = (target: string) => ({ target, arch: ['x64', 'arm64'] });
    expect(config.linux?.target).toEqual([both('AppImage'), both('deb')]);
    expect(config.win?.target).toEqual([both('nsis')]);
  });

  test('macOS: signed without a certificate, with rights for Electron, awake and out of the dock', () => {
    expect(config.mac).toMatchObject({
      identity: '-',
      hardenedRuntime: true,
      notarize: false,
      darkModeSupport: true,
      extendInfo: { NSAppSleepDisabled: true, LSUIElement: true },
    });
    expect(config.mac?.target).toEqual([
      { target: 'dmg', arch: ['arm64', 'x64'] },
      { target: 'zip', arch: ['arm64', 'x64'] },
    ]);
    const entitlements = readFileSync(at(String(config.mac?.entitlements)), 'utf8');
    const granted = [...entitlements.matchAll(/<key>(.*?)<\/key>\s*<true\/>/g)].map(([, key]) => key);
    expect(granted).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.cs.disable-library-validation',
    ]);
  });

  test('Linux: the sandbox stays on and a dock finds the icon', () => {
    expect(config.toolsets).toEqual({ appimage: '1.0.3' });
    expect(config.linux).toMatchObject({
      executableName: 'crypto-price-alarm',
      syncDesktopName: true,
      category: 'Office;Finance',
    });
    expect(config.extraMetadata).toMatchObject({ desktopName: 'crypto-price-alarm.desktop' });
    // A profile of our own would replace the one that electron-builder writes for the path of the app.
    expect(config.deb?.appArmorProfile).toBeUndefined();
  });

  test('Windows: for this user, with the Start-menu entry that notifications need', () => {
    expect(config.nsis).toEqual({
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      packElevateHelper: false,
      buildUniversalInstaller: false,
      createStartMenuShortcut: true,
      createDesktopShortcut: false,
    });
  });
});
