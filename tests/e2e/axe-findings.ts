import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Size } from './hosts/host-under-test.ts';
import type { World } from './world.ts';

export const wide: Size = { width: 1120, height: 800 };
/** The narrowest with list and pair beside each other. */
const middle: Size = { width: 720, height: 600 };
export const narrow: Size = { width: 360, height: 480 };

/** How far the page is wider than its window: nothing may be cut off. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What axe finds wrong on the page in both themes, wide and narrow, in short. */
export async function findings(world: World, page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of [wide, middle, narrow]) {
    await world.host.resize(page, size);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, so that no colour is measured half way.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const runner = (globalThis as unknown as { axe: typeof axe }).axe;
        const { violations: list } = await runner.run(document);
        return list.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
      });
      found.push(...violations.map((violation) => `${size.width} ${colorScheme}: ${violation}`));
    }
    if ((await overhang(page)) !== 0) found.push(`${size.width}: wider than its window`);
  }
  await world.host.resize(page, wide);
  return found;
}
