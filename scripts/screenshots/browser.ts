import { type Story, watchAll } from './story.ts';

/** What only a browser shows. */
export const browser: Story = {
  host: 'headless',
  states: [
    {
      name: 'sound-blocked',
      async show({ page }) {
        await page.getByRole('button', { name: 'Enable sound' }).waitFor();
      },
    },
  ],
};

/** A host that went away; nothing can be set any more, so it comes last and in the language it was left in. */
export const lost: Story = {
  host: 'headless',
  states: [
    {
      name: 'no-connection',
      async show(stage) {
        await watchAll(stage);
        await stage.world.host.stop();
        await stage.page.getByText('App not reachable').first().waitFor();
      },
    },
  ],
};
