import type { Page } from 'playwright-core';
import { addAlarm, addPair, fillIn, openOptions, startEmpty } from '../../tests/e2e/hands.ts';
import { type Stage, type State, sizes } from './camera.ts';
import { choosePair, priceOf, type Story, view, watchAll } from './story.ts';

/** Whatever the language is. */
const alarmForm = (page: Page) =>
  page
    .locator('form')
    .filter({ has: page.locator('fieldset') })
    .last();

const form = ({ page }: Stage) =>
  page.locator('form').filter({ has: page.getByRole('button', { name: 'Add alarm' }) });

/** The alarms of the README's picture. */
async function addAlarms(stage: Stage): Promise<void> {
  const { page } = stage;
  await choosePair(page, /ETH\/USDT/);
  await addAlarm(page, 'Price', {
    'Price in USDT': String(Math.round((await priceOf(stage, 'binance:ETHUSDT')) * 0.985)),
    Direction: 'from above',
  });
  await choosePair(page, /BTC\/USDT/);
  await addAlarm(page, 'Price', {
    'Price in USDT': String(Math.round((await priceOf(stage, 'binance:BTCUSDT')) * 1.015)),
    Direction: 'from below',
  });
  await addAlarm(page, 'From high or low', { 'By percent': '8', Counted: 'since the pair was added' });
  await addAlarm(page, 'Move in time', { 'By percent': '5', Window: '15' });
}

const kinds: readonly State[] = (
  ['Price', 'Channel', 'From high or low', 'Move in time', 'Steps'] as const
).map((kind) => ({
  name: `form-${kind.toLowerCase().replaceAll(' ', '-')}`,
  async show(stage) {
    await form(stage).getByRole('radio', { name: kind, exact: true }).check();
  },
  at: alarmForm,
}));

/** The watch list, a pair, its alarms and the form. */
export const watching: Story = {
  host: 'desktop',
  states: [
    { name: 'empty', show: ({ page }) => startEmpty(page) },
    {
      name: 'unknown-pair',
      async show({ page }) {
        await addPair(page, 'BTCUSD');
        await page.getByText('Did you mean').waitFor();
      },
    },
    {
      name: 'watch',
      async show(stage) {
        await watchAll(stage);
        await addAlarms(stage);
        await stage.world.tick(4);
        await stage.page.getByLabel('By percent').fill('3');
        await stage.page.getByText('away.').waitFor();
        await stage.page.getByLabel('By percent').blur();
      },
      // From its top, where the price is.
      at: (page) => page.locator('.detail > *').first(),
    },
    {
      name: 'command-bar',
      async show({ page }) {
        await page.getByRole('heading', { name: 'BTC/USDT' }).waitFor();
      },
      async open(page) {
        const bar = page.getByRole('dialog').getByRole('combobox');
        if (!(await bar.isVisible())) await page.keyboard.press('Control+k');
        await page.getByRole('dialog').getByRole('combobox').fill('btc below 58k');
        await page
          .getByRole('dialog')
          .getByText(/58[\s\u00a0,]000/)
          .first()
          .waitFor();
      },
    },
    {
      name: 'chart-table',
      async show({ page }) {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Show as table' }).click();
      },
      at: (page) => page.locator('figure').first(),
    },
    {
      name: 'watch-list',
      async show({ world, page }) {
        // On a narrow page list and pair take turns.
        await world.host.resize(page, sizes.narrow);
        await page.getByRole('button', { name: /All pairs/ }).click();
      },
    },
    ...kinds,
    {
      name: 'form-more-options',
      async show(stage) {
        await openOptions(stage.page);
        await form(stage).getByLabel('Note (optional)').waitFor();
      },
      at: alarmForm,
    },
    {
      name: 'form-problems',
      async show(stage) {
        await form(stage).getByRole('radio', { name: 'Channel' }).check();
        // Another language draws the page anew, and what was opened is closed.
        await openOptions(stage.page);
        await fillIn(form(stage), { 'Way back': '11' });
        await form(stage).getByRole('button', { name: 'Add alarm' }).click();
        await form(stage).getByText('The way back can be 10 % at most.').waitFor();
      },
      at: alarmForm,
    },
    {
      name: 'form-noise',
      async show(stage) {
        await form(stage).getByRole('radio', { name: 'Price', exact: true }).check();
        await openOptions(stage.page);
        const price = await priceOf(stage, 'binance:BTCUSDT');
        await fillIn(form(stage), { 'Way back': '', 'Price in USDT': String(Math.round(price * 0.99)) });
        await form(stage)
          .getByText(/would have rung/)
          .waitFor();
      },
      at: alarmForm,
    },
    {
      name: 'edit-and-why',
      async show({ page }) {
        const row = page.locator('.alarms > li').first();
        await row.getByRole('button', { name: /^Why/ }).click();
        await row.getByText('Last judged').waitFor();
        await row.getByRole('button', { name: /^Edit/ }).click();
        await row.getByRole('button', { name: 'Save' }).waitFor();
      },
      at: (page) => page.locator('.alarms > li').first(),
    },
    {
      name: 'removed-with-undo',
      async show({ page }) {
        const cancel = page.locator('.alarms > li').first().getByRole('button', { name: 'Cancel' });
        if (await cancel.isVisible()) await cancel.click();
        await page
          .getByRole('button', { name: /^Remove alarm/ })
          .last()
          .click();
        await page.getByRole('button', { name: 'Undo' }).waitFor();
      },
    },
    {
      name: 'all-alarms',
      async show({ page }) {
        await page.getByRole('button', { name: 'Undo' }).click();
        await view(page, 'All alarms');
        await page.getByRole('table').waitFor();
      },
    },
    {
      name: 'history-empty',
      async show({ page }) {
        await view(page, 'History');
        await page.getByRole('heading', { name: 'Nothing has rung yet' }).waitFor();
      },
    },
  ],
};
