// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { binance, cannedSnapshot } from '../testing/canned.ts';
import { refused } from '../testing/fake-host.ts';
import { besideField, check, choose, fill, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const { settings } = cannedSnapshot();
const jump = 'A price is held when it jumps by more than';
const soften = 'A loud ring that nobody dismisses softens after';
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const lineOf = (label: string) => field(label).closest('.setting')?.textContent ?? '';
const leave = (label: string) => act(async () => void fireEvent.blur(field(label)));
const saved = () => app.host.calledWith('settings.set');

async function open(...args: Parameters<typeof renderApp>) {
  app = await renderApp(...args);
  await press('Settings');
  await screen.findByRole('heading', { name: 'Settings' });
}

it('shows what is set, in units that people read', async () => {
  await open(cannedSnapshot());
  expect(field(jump).value).toBe('10');
  expect(field(soften).value).toBe('10');
  expect(screen.getByLabelText<HTMLSelectElement>('The sound of a ring ends after').value).toBe('never');
  expect(field('Ring when prices are out, and when they are back').checked).toBe(true);
});

it('saves each at once, with the answer beside the field', async () => {
  await open(cannedSnapshot());
  await fill(jump, '12,5');
  await leave(jump);
  expect(lineOf(jump)).toContain('Saved.');
  expect(lineOf(soften)).not.toContain('Saved.');
  await fill(soften, '30');
  await act(async () => {
    const form = field(soften).form;
    if (form) fireEvent.submit(form);
  });
  await check('Ring when prices are out, and when they are back');
  expect(saved()).toEqual([{ confirmPercent: 12.5 }, { softenAfterMs: 1_800_000 }, { tellBlind: false }]);
});

it('what was saved stays in its field until the host tells it, and can be taken back meanwhile', async () => {
  await open(cannedSnapshot());
  await fill(jump, '25');
  await leave(jump);
  expect(field(jump).value).toBe('25');
  await fill(jump, '10');
  await leave(jump);
  expect(saved()).toEqual([{ confirmPercent: 25 }, { confirmPercent: 10 }]);
  await app.send({ settings: { ...settings, confirmPercent: 25 } });
  await app.send({ settings: { ...settings, confirmPercent: 10 } });
  expect(field(jump).value).toBe('10');
});

it('the end of the sound is never, or after minutes', async () => {
  await open(cannedSnapshot());
  await choose('The sound of a ring ends after', 'a time');
  await app.send({ settings: { ...settings, ringLimitMs: 600_000 } });
  expect(field('After').value).toBe('10');
  await fill('After', '90');
  await leave('After');
  await app.send({ settings: { ...settings, ringLimitMs: 5_400_000 } });
  await choose('The sound of a ring ends after', 'never');
  expect(saved()).toEqual([{ ringLimitMs: 600_000 }, { ringLimitMs: 5_400_000 }, { ringLimitMs: null }]);
});

it.each([
  [jump, '0.5', 'Use a number from 1 to 1,000.'],
  [jump, 'ten', 'Use a number from 1 to 1,000.'],
  [soften, '1441', 'Use whole minutes from 1 to 1,440, which is a day.'],
  [soften, '1.5', 'Use whole minutes from 1 to 1,440, which is a day.'],
  [soften, '', 'Use whole minutes from 1 to 1,440, which is a day.'],
])('says beside “%s” what is wrong with %j, and saves nothing', async (label, text, message) => {
  await open(cannedSnapshot());
  await fill(label, text);
  await leave(label);
  expect(besideField(field(label))).toContain(message);
  expect(field(label).value).toBe(text);
  expect(saved()).toEqual([]);
});

it('leaving a field as it was saves nothing', async () => {
  await open(cannedSnapshot());
  await leave(jump);
  await fill(jump, '10.0');
  await leave(jump);
  expect(saved()).toEqual([]);
  expect(field(jump).value).toBe('10');
});

const perMinute = 'Binance: requests a minute at most';
const perMonth = 'Binance: requests a month at most';

it('shows how often a source was asked, and sets how often it may be', async () => {
  await open(cannedSnapshot());
  expect(field(perMinute).value).toBe('');
  expect(field(perMinute).placeholder).toBe('1,200');
  expect(besideField(field(perMinute))).toBe('8 of 1,200 used. Leave it empty for the usual limit.');
  await fill(perMinute, '600');
  await leave(perMinute);
  const own = { perMinute: 600, perMonth: null };
  await app.send({ settings: { ...settings, budgets: { ...settings.budgets, binance: own } } });
  expect(field(perMinute).value).toBe('600');
  await fill(perMonth, '1m');
  await leave(perMonth);
  await fill(perMinute, '');
  await leave(perMinute);
  expect(saved()).toEqual([
    { budgets: { binance: { perMinute: 600, perMonth: null } } },
    { budgets: { binance: { perMinute: 600, perMonth: 1_000_000 } } },
    { budgets: { binance: { perMinute: null, perMonth: null } } },
  ]);
});

it('says that a source is asked less often for its budget, and nothing of one without', async () => {
  const budget = {
    perMinute: { limit: 5, used: 5 },
    perMonth: { limit: 100, used: 3 },
    stretchedToMs: 90_000,
  };
  await open(
    cannedSnapshot({
      sources: [
        { ...binance, id: 'coingecko', budget },
        { ...binance, id: 'simulated', budget: null },
      ],
    }),
  );
  expect(
    screen.getByText('CoinGecko is asked every 1 min 30 s for now, so that its requests last.'),
  ).toBeTruthy();
  expect(screen.queryByLabelText(/^Simulated market: requests/)).toBeNull();
});

it('says beside the field why it was not saved', async () => {
  const message = 'The change could not be written to disk: no space left.';
  await open(cannedSnapshot(), { 'settings.set': () => refused('storage-failed', message) });
  await check('Ring when prices are out, and when they are back');
  expect(lineOf('Ring when prices are out, and when they are back')).toContain(message);
});

it('shows what another page has set', async () => {
  await open(cannedSnapshot());
  await app.send({ settings: { ...settings, confirmPercent: 25 } });
  expect(field(jump).value).toBe('25');
});

it('is one press away, and leads back to the pair', async () => {
  await open(cannedSnapshot());
  const pressed = within(screen.getByRole('navigation', { name: 'Views and tools' })).getByRole('button', {
    name: 'Settings',
  });
  expect(pressed.getAttribute('aria-pressed')).toBe('true');
  expect(document.activeElement?.textContent).toBe('Settings');
  await press(/ETH\/USDT Ethereum/);
  expect(screen.queryByRole('heading', { name: 'Settings' })).toBeNull();
});
