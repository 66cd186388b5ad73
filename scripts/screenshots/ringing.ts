import { addAlarm } from '../../tests/e2e/hands.ts';
import { type Stage } from './camera.ts';
import { minute } from './market.ts';
import { choosePair, priceOf, type Story, view, watchAll } from './story.ts';

/** An alarm so near that it rings within minutes. */
async function addNear(stage: Stage, pair: 'BTC' | 'ETH' | 'SOL', percent: number): Promise<void> {
  const price = await priceOf(stage, `binance:${pair}USDT`);
  await choosePair(stage.page, new RegExp(`${pair}/USDT`));
  await addAlarm(stage.page, 'Price', {
    'Price in USDT': (price * (1 + percent / 100)).toFixed(2),
    Direction: percent > 0 ? 'from below' : 'from above',
  });
}

const dialog = ({ page }: Stage) => page.getByRole('alertdialog');

const oneHour = ({ page }: Stage) => page.getByRole('menuitem', { name: 'Snooze for 1 h' });

async function openSnooze(stage: Stage): Promise<void> {
  await dialog(stage)
    .getByRole('button', { name: /^Snooze:/ })
    .first()
    .click();
  await oneHour(stage).waitFor();
}

/** One ring, several, snoozed, and what is kept of them. */
export const ringing: Story = {
  host: 'desktop',
  states: [
    {
      name: 'ringing-one',
      async show(stage) {
        await watchAll(stage);
        await addNear(stage, 'BTC', 0.4);
        await addNear(stage, 'ETH', -0.8);
        await addNear(stage, 'SOL', 0.6);
        await choosePair(stage.page, /BTC\/USDT/);
        for (let passed = 0; passed < 30 && (await stage.world.state()).ringing.length === 0; passed += 1) {
          await stage.world.tick();
        }
        await dialog(stage).waitFor();
      },
    },
    {
      name: 'ringing-many',
      async show(stage) {
        await stage.world.clock.advance(40 * minute);
        await dialog(stage)
          .getByRole('button', { name: /^Dismiss all/ })
          .waitFor();
      },
    },
    {
      name: 'snoozing',
      async show(stage) {
        await openSnooze(stage);
      },
    },
    {
      name: 'snoozed',
      async show(stage) {
        // Another language draws the dialog anew, and closes what was opened in it.
        if (!(await oneHour(stage).isVisible())) await openSnooze(stage);
        await oneHour(stage).click();
        await stage.page.waitForTimeout(300);
        await stage.world.call('ring.dismissAll', {});
        await dialog(stage).waitFor({ state: 'detached' });
        await stage.page.getByRole('region', { name: 'Snoozed alarms' }).waitFor();
      },
    },
    {
      name: 'history',
      async show({ page }) {
        await view(page, 'History');
        await page.locator('.past-list summary').first().click();
      },
    },
    {
      name: 'ringing-test',
      async show(stage) {
        await stage.world.call('ring.test', {});
        await dialog(stage).waitFor();
      },
    },
  ],
};

/** What came true while nobody could see it. */
export const away: Story = {
  host: 'headless',
  states: [
    {
      name: 'summary',
      async show(stage) {
        const { world, page } = stage;
        await watchAll(stage);
        await addNear(stage, 'BTC', 1);
        await addNear(stage, 'ETH', -0.5);
        await world.away(45 * minute);
        await world.reopen(page);
        await world.tick(2);
        await world.call('ring.dismissAll', {});
        await page.getByRole('heading', { name: /^While you were away/ }).waitFor();
      },
    },
  ],
};
