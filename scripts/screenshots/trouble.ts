import { minute } from './market.ts';
import { type Story, view, watchAll } from './story.ts';

/** What is shown while no prices come. */
export const trouble: Story = {
  host: 'desktop',
  states: [
    {
      name: 'muted',
      async show(stage) {
        await watchAll(stage);
        await stage.world.call('mute.set', { minutes: 60 });
        await stage.page.getByText(/^Muted until/).waitFor();
      },
    },
    {
      name: 'paused',
      async show(stage) {
        await stage.world.call('mute.end', {});
        await stage.world.call('monitoring.pause', {});
        await stage.page.getByText('Monitoring is paused').first().waitFor();
      },
    },
    {
      name: 'stale',
      async show({ world, page }) {
        await world.call('monitoring.resume', {});
        await world.settle();
        world.market.failWith({ status: 429, body: 'Throttled', headers: { 'retry-after': '120' } });
        await world.tick(8);
        await page.getByText('too many requests').first().waitFor();
      },
    },
    {
      name: 'blind',
      async show({ world, page }) {
        await world.clock.advance(6 * minute);
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      name: 'settings-source-failing',
      async show({ world, page }) {
        await world.call('ring.dismissAll', {});
        await page.getByRole('alertdialog').waitFor({ state: 'detached' });
        await view(page, 'Settings');
      },
      at: (page) => page.locator('[data-section="sources"]'),
    },
  ],
};
