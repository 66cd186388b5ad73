import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { icnsOf, icoOf } from '../../scripts/make-icons.ts';
import { root } from '../../scripts/run-command.ts';

const read = (file: string) => readFileSync(path.join(root, 'assets', file));
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The side of a square PNG with an alpha channel. */
function sideOf(png: Buffer): number {
  expect(png.subarray(0, 8)).toEqual(signature);
  expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
  expect(png.readUInt8(25)).toBe(6);
  return png.readUInt32BE(16);
}

describe('the icon of the app', () => {
  test('every PNG has the size of its name', () => {
    const names = readdirSync(path.join(root, 'assets/icons')).filter((name) => name.endsWith('.png'));
    const sizes = names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
    for (const size of sizes) expect(sideOf(read(`icons/${size}x${size}.png`))).toBe(size);
  });

  test('the Windows icon holds the same pictures', () => {
    const pictures = [16, 24, 32, 48, 64, 128, 256].map((size) => ({
      size,
      png: read(`icons/${size}x${size}.png`),
    }));
    const ico = read('icons/icon.ico');
    expect(ico.equals(icoOf(pictures))).toBe(true);
    pictures.forEach(({ size, png }, index) => {
      const entry = 6 + index * 16;
      expect(ico.readUInt8(entry) || 256).toBe(size);
      const start = ico.readUInt32LE(entry + 12);
      expect(ico.subarray(start, start + ico.readUInt32LE(entry + 8)).equals(png)).toBe(true);
    });
  });

  test('the macOS icon holds every size from 32 to 1024', () => {
    const icns = read('icons/icon.icns');
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found: { kind: string; png: Buffer }[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const kind = icns.toString('latin1', at, at + 4);
      found.push({ kind, png: icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)) });
    }
    expect(Object.fromEntries(found.map(({ kind, png }) => [kind, sideOf(png)]))).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    });
    expect(icns.equals(icnsOf(found))).toBe(true);
  });
});

describe('the icons of the tray', () => {
  const states = ['normal', 'stale', 'ringing', 'paused'];
  const looks = ['template', 'on-light', 'on-dark'];

  test.each(states)('%s: drawn for each bar in both densities', (state) => {
    for (const look of looks) {
      expect(sideOf(read(`tray/${state}-${look}.png`))).toBe(16);
      expect(sideOf(read(`tray/${state}-${look}@2x.png`))).toBe(32);
    }
  });

  test('no two states look the same without colour', () => {
    const pictures = states.map((state) => read(`tray/${state}-template.png`).toString('base64'));
    expect(new Set(pictures).size).toBe(states.length);
  });
});
