/** `npm run icons`: draws the SVGs of `assets/icons` and `assets/tray` as the PNG, ICO and ICNS files beside them. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { root } from './run-command.ts';

const icons = path.join(root, 'assets/icons');
const tray = path.join(root, 'assets/tray');

const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Up to here the price line inside the bell is a blur: these sizes have a drawing of their own. */
const smallUpTo = 32;
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** The kinds of an ICNS that hold a PNG. `icp4` and `icp5` are left out: Finder shows PNGs in them as noise. */
const icnsKinds = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
/** Apple's grid: the tile is 824 of 1024, the rest is air, or the icon looks larger than its neighbours. */
const macTile = 824 / 1024;

const inkOnLight = '#14181f';
const inkOnDark = '#e8ebf0';
/** Colours of the interface (`tokens.css`); what a state means is told by its shape. */
const trayColours = {
  normal: { light: inkOnLight, dark: inkOnDark },
  stale: { light: '#7d5200', dark: '#f0b84a' },
  ringing: { light: '#c2255c', dark: '#ff6b9a' },
  paused: { light: inkOnLight, dark: inkOnDark },
  muted: { light: inkOnLight, dark: inkOnDark },
};

interface Look {
  readonly colour?: string;
  /** How much of the side the drawing takes; the rest is a transparent margin. */
  readonly share?: number;
}

async function draw(page: Page, svg: string, size: number, look: Look = {}): Promise<Buffer> {
  const side = size * (look.share ?? 1);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>
      body { margin: 0; display: grid; place-items: center; height: 100vh; color: ${look.colour ?? '#000'} }
      svg { width: ${side}px; height: ${side}px }
    </style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

interface Picture {
  readonly size: number;
  readonly png: Buffer;
}

/** A Windows icon whose pictures are PNGs as they are. */
export function icoOf(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6 + pictures.length * 16);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let start = header.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + index * 16;
    // One byte each: 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(start, entry + 12);
    start += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** A macOS icon; `kind` is the four letters that name size and scale. */
export function icnsOf(pictures: readonly { readonly kind: string; readonly png: Buffer }[]): Buffer {
  const chunk = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(kind, 'latin1');
    head.writeUInt32BE(8 + body.length, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(pictures.map(({ kind, png }) => chunk(kind, png))));
}

async function makeAppIcons(page: Page): Promise<void> {
  const large = readFileSync(path.join(icons, 'icon.svg'), 'utf8');
  const small = readFileSync(path.join(icons, 'icon-small.svg'), 'utf8');
  const drawing = (size: number) => (size <= smallUpTo ? small : large);
  const pictures: Picture[] = [];
  for (const size of appSizes) {
    const png = await draw(page, drawing(size), size);
    writeFileSync(path.join(icons, `${size}x${size}.png`), png);
    if (icoSizes.includes(size)) pictures.push({ size, png });
  }
  writeFileSync(path.join(icons, 'icon.ico'), icoOf(pictures));
  const chunks = [];
  for (const [kind, size] of Object.entries(icnsKinds)) {
    chunks.push({ kind, png: await draw(page, drawing(size), size, { share: macTile }) });
  }
  writeFileSync(path.join(icons, 'icon.icns'), icnsOf(chunks));
}

/** Each for screens of single and of double density (`@2x`). */
async function makeTrayIcons(page: Page): Promise<void> {
  for (const [state, { light, dark }] of Object.entries(trayColours)) {
    const svg = readFileSync(path.join(tray, `${state}.svg`), 'utf8');
    // macOS colours a template itself: only its transparency counts.
    const looks = { template: '#000', 'on-light': light, 'on-dark': dark };
    for (const [name, colour] of Object.entries(looks)) {
      writeFileSync(path.join(tray, `${state}-${name}.png`), await draw(page, svg, 16, { colour }));
      writeFileSync(path.join(tray, `${state}-${name}@2x.png`), await draw(page, svg, 32, { colour }));
    }
  }
}

if (import.meta.main) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await makeAppIcons(page);
    await makeTrayIcons(page);
  } finally {
    await browser.close();
  }
}
