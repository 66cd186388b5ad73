import { settingsSections } from '../../src-renderer/store/store.ts';
import type { State } from './camera.ts';
import { type Story, view, watchAll } from './story.ts';

/** Each section, by its address; one that this app does not have shows the top of the page. */
const sections: readonly State[] = settingsSections.map((section) => ({
  name: `settings-${section}`,
  async show({ page }) {
    await page.evaluate((hash) => {
      globalThis.location.hash = hash;
    }, `#settings/${section}`);
  },
  at: (page) => page.locator(`[data-section="${section}"]`).or(page.locator('.view-title')).last(),
}));

/** Every section of the settings, and what is wrong or answered in them. */
export const settings: Story = {
  host: 'desktop',
  states: [
    {
      name: 'settings',
      async show(stage) {
        await watchAll(stage);
        await view(stage.page, 'Settings');
        await stage.page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
      },
    },
    ...sections,
    {
      name: 'settings-problems',
      async show({ world, page }) {
        await page.getByLabel('Ask for prices every').fill('0');
        await page.getByLabel('Ask for prices every').press('Enter');
        world.market.failWith({ status: 451, body: '{"code":0,"msg":"restricted location"}' });
        await page.getByRole('button', { name: 'Test this source: Binance' }).click();
        await page.getByText('It did not answer as it should').waitFor();
        world.market.failWith(null);
      },
      at: (page) => page.locator('[data-section="sources"]'),
    },
    {
      name: 'settings-licences',
      async show({ page }) {
        await page.getByRole('button', { name: 'Show licences' }).click();
        await page.getByText(/^react 19/).click();
      },
      at: (page) => page.getByText(/^react 19/),
    },
    {
      name: 'settings-report',
      async show({ page }) {
        await page.getByRole('button', { name: 'Copy debug report' }).click();
        await page.locator('textarea').waitFor();
      },
      at: (page) => page.locator('[data-section="about"]'),
    },
  ],
};
