import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { World } from '../../tests/e2e/world.ts';

export const sizes = {
  wide: { width: 1120, height: 800 },
  narrow: { width: 360, height: 640 },
} as const;
const themes = ['light', 'dark'] as const;
const languages = ['en', 'ru'] as const;
/** Until a chart has drawn itself anew. */
const settleMs = 250;

/** The page of a world, with a state of the interface on it. */
export interface Stage {
  readonly world: World;
  readonly page: Page;
}

/** One state of the interface: how to get there from the state before it in its story. */
export interface State {
  readonly name: string;
  readonly show: (stage: Stage) => Promise<void>;
  /** Opens by hand what another language closes, as it draws the page anew; called in every language. */
  readonly open?: (page: Page) => Promise<void>;
  /** What has to be in sight, whatever the size is. */
  readonly at?: (page: Page) => Locator;
}

/** The picture of the README, of all that are taken. */
const best = 'watch-wide-dark-en';

/** The languages that this app can be set to. */
async function languagesOf(world: World): Promise<readonly (typeof languages)[number][]> {
  return 'language' in (await world.state()).settings ? languages : ['en'];
}

/** Takes pictures of what is on the page: in both themes, every language, wide and narrow. */
export function createCamera(
  folder: string,
  readme: string,
): (stage: Stage, state: State) => Promise<number> {
  return async ({ world, page }, { name, at, open }) => {
    let taken = 0;
    const take = async (label: string) => {
      await page.waitForTimeout(settleMs);
      const file = path.join(folder, `${label}.png`);
      await page.screenshot({ path: file });
      if (label === best) copyFileSync(file, readme);
      taken += 1;
    };
    const known = await languagesOf(world);
    for (const language of known) {
      if (known.length > 1) await world.call('settings.set', { language } as object);
      await open?.(page);
      for (const [size, pixels] of Object.entries(sizes)) {
        await world.host.resize(page, pixels);
        // What is opened by hand is closed where the page was drawn anew in another language.
        const place = at?.(page).first();
        if (place !== undefined && (await place.count()) > 0) {
          await place.evaluate((element) => element.scrollIntoView({ block: 'start' }));
        }
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await take(`${name}-${size}-${colorScheme}-${language}`);
        }
      }
    }
    // As the next state expects it.
    await world.host.resize(page, sizes.wide);
    if (known.length > 1) await world.call('settings.set', { language: 'en' } as object);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    return taken;
  };
}
