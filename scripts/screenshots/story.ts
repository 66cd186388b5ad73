import type { Page } from 'playwright-core';
import { addPair } from '../../tests/e2e/hands.ts';
import {
  createDesktopWorld,
  createHeadlessWorld,
  type World,
  type WorldSettings,
} from '../../tests/e2e/world.ts';
import { type createCamera, type Stage, type State, sizes } from './camera.ts';
import { files, start } from './market.ts';

/** States that follow from each other, in a world of their own. */
export interface Story {
  readonly host: 'desktop' | 'headless';
  readonly settings?: Partial<WorldSettings>;
  readonly states: readonly State[];
}

/**
 * Walks through a story and takes a picture of each of its states, or only of those that are wanted; the others are
 * walked through all the same.
 * @returns how many pictures were taken
 */
export async function tell(
  { host, settings, states }: Story,
  camera: ReturnType<typeof createCamera>,
  wanted: (name: string) => boolean,
): Promise<number> {
  if (!states.some(({ name }) => wanted(name))) return 0;
  const create: (settings: WorldSettings) => Promise<World> =
    host === 'desktop' ? createDesktopWorld : createHeadlessWorld;
  const world = await create({ files, start, ...settings });
  let taken = 0;
  try {
    let page = await world.open(sizes.wide);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const stage: Stage = {
      world,
      get page() {
        return page;
      },
    };
    for (const state of states) {
      await state.show(stage);
      // A restart of the host may have given the desktop another page.
      if (page.isClosed()) page = await world.open(sizes.wide);
      if (wanted(state.name)) taken += await camera(stage, state);
      else if (state.name !== states.at(-1)?.name) await world.host.resize(page, sizes.wide);
    }
  } finally {
    await world.close();
  }
  return taken;
}

/** Chooses a pair in the list. */
export const choosePair = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();

export const view = (page: Page, name: 'All alarms' | 'History' | 'Settings') =>
  page.getByRole('navigation', { name: 'Views and tools' }).getByRole('button', { name }).click();

/** Watches every pair there is. */
export async function watchAll({ world, page }: Stage): Promise<void> {
  for (const symbol of Object.keys(files)) {
    await addPair(page, symbol);
    await page.getByRole('heading', { name: symbol.replace('USDT', '/USDT') }).waitFor();
    await world.settle();
  }
}

/** The last price of a pair. */
export async function priceOf({ world }: Stage, id: string): Promise<number> {
  const { pairs } = await world.state();
  return pairs.find((pair) => pair.id === id)?.price ?? 1;
}
