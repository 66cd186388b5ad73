import type { Story } from './story.ts';

/** What somebody new sees. */
export const firstStart: Story = {
  host: 'headless',
  settings: { firstStart: true },
  states: [
    {
      name: 'first-start-pair',
      async show({ page }) {
        const pair = page.getByRole('button', { name: 'Watch BTC/USDT' });
        const next = page.getByRole('button', { name: 'Continue' });
        await pair.or(next).waitFor();
        if (await next.isVisible()) await next.click();
        await pair.waitFor();
      },
    },
    {
      name: 'first-start-alarm',
      async show({ world, page }) {
        await page.getByRole('button', { name: 'Watch BTC/USDT' }).click();
        await page.getByRole('button', { name: 'Add this alarm' }).waitFor();
        await world.settle();
      },
    },
    {
      name: 'first-start-ring',
      async show({ page }) {
        await page.getByRole('button', { name: 'Add this alarm' }).click();
        await page.getByRole('button', { name: 'Ring the test alarm' }).waitFor();
      },
    },
    {
      name: 'first-start-rung',
      async show({ page }) {
        await page.getByRole('button', { name: 'Ring the test alarm' }).click();
        const dialog = page.getByRole('alertdialog');
        await dialog.getByRole('button', { name: 'Dismiss' }).click();
        await dialog.waitFor({ state: 'detached' });
        await page.getByText('If you saw and heard it').waitFor();
      },
    },
  ],
};
