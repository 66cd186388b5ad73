// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { AlarmView } from '../../src-core/alarm.ts';
import { btc, cannedAlarm, cannedAlarms, cannedSnapshot, solRing, target } from '../testing/canned.ts';
import { done, previewOf, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const price = () => screen.getByLabelText<HTMLInputElement>('Price in USDT');
const form = () => price().closest('form')?.textContent ?? '';
const type = (text: string) =>
  act(async () => {
    fireEvent.change(price(), { target: { value: text } });
  });
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
  });
const previewed = () => act(() => new Promise((resolve) => setTimeout(resolve, 300)));

it.each([
  ['', 'Type a price, such as 58,000.'],
  ['-60000', 'That has to be above zero. Leave out the minus sign.'],
  ['0', 'That has to be above zero.'],
  ['NaN', 'That does not read as a number. Write it like 58,000 or 58k.'],
  ['Infinity', 'That does not read as a number. Write it like 58,000 or 58k.'],
  ['99999999999999999999', 'That is larger than any price. Check the zeros.'],
  ['9'.repeat(10_000), 'That is too long for a number. Write it like 58,000 or 58k.'],
  ['🚀🚀', 'That does not read as a number. Write it like 58,000 or 58k.'],
  ['<script>alert(1)</script>', 'That does not read as a number. Write it like 58,000 or 58k.'],
])('says beside the field what is wrong with %.20j and sends nothing', async (text, message) => {
  app = await renderApp(cannedSnapshot());
  await type(text);
  await press('Add alarm');
  const described = document.getElementById(price().getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe(message);
  expect(price().getAttribute('aria-invalid')).toBe('true');
  await previewed();
  expect(app.host.calledWith('alarm.add')).toEqual([]);
  expect(app.host.calledWith('alarm.preview')).toEqual([]);
});

it('says what will happen, at once in words and then with the distance', async () => {
  app = await renderApp(cannedSnapshot());
  await type('60k');
  expect(form()).toContain('Rings when BTC/USDT reaches 60,000 from below.');
  await previewed();
  expect(form()).toContain('Rings when BTC/USDT reaches 60,000 from below, 2.72 % away.');
});

it.each([
  [
    { reason: { code: 'already true', level: 60_000 } },
    'Rings the next time BTC/USDT reaches 60,000 from below: it is there already.',
  ],
  [
    { reason: { code: 'warming up', seenMs: 0, windowMs: 3_600_000 }, percentToGo: null },
    'Rings when BTC/USDT reaches 60,000 from below, once 1 h of prices are known.',
  ],
] satisfies [Partial<AlarmView>, string][])('says in the sentence that it is %j', async (view, sentence) => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.preview': ({ condition }) => previewOf({ ...cannedAlarm(btc, condition), ...view }),
  });
  await type('60k');
  await previewed();
  expect(form()).toContain(sentence);
});

it('asks for a preview only when typing rests', async () => {
  app = await renderApp(cannedSnapshot());
  await type('6');
  await type('60');
  await type('60k');
  await previewed();
  expect(app.host.calledWith('alarm.preview')).toEqual([{ pairId: btc.id, condition: target(60_000) }]);
});

it('adds the alarm and empties the field', async () => {
  app = await renderApp(cannedSnapshot());
  await type('60k');
  await press('Add alarm');
  expect(app.host.calledWith('alarm.add')).toEqual([{ pairId: btc.id, condition: target(60_000) }]);
  expect(price().value).toBe('');
  expect(form()).toContain('Alarm added.');
});

it('shows the refusal of a window beside the window', async () => {
  const message = 'That window is too short for prices that come every 15 s. Use 1 min or more.';
  app = await renderApp(cannedSnapshot(), { 'alarm.preview': () => refused('window-too-short', message) });
  await act(async () => {
    fireEvent.click(screen.getByRole('radio', { name: 'Move in time' }));
  });
  await previewed();
  const field = screen.getByLabelText('Window');
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(message);
});

it('keeps what was typed when adding is refused, and says why', async () => {
  app = await renderApp(cannedSnapshot(), {
    'alarm.add': () => refused('storage-failed', 'The change could not be written to disk.'),
  });
  await type('60k');
  await press('Add alarm');
  expect(form()).toContain('The change could not be written to disk.');
  expect(price().value).toBe('60k');
});

it('a ring that brings up its own pair loses nothing that was typed for another one', async () => {
  app = await renderApp(cannedSnapshot());
  await type('61,5');
  await app.send({ ringing: [solRing] });
  await app.send({ ringing: [] });
  expect(app.store.getState().selectedId).toBe('binance:SOLUSDT');
  expect(price().value).toBe('');
  await act(async () => app.store.getState().select(btc.id));
  expect(price().value).toBe('61,5');
});

it('an alarm that is added after its pair left the screen empties the field of its own pair', async () => {
  const answer = Promise.withResolvers<void>();
  app = await renderApp(cannedSnapshot(), {
    'alarm.add': async ({ condition }) => {
      await answer.promise;
      return done({ alarm: cannedAlarm(btc, condition), alreadyTrue: false });
    },
  });
  await type('60k');
  await press('Add alarm');
  await act(async () => app.store.getState().select('binance:SOLUSDT'));
  await type('150');
  await act(async () => answer.resolve());
  expect(price().value).toBe('150');
  await act(async () => app.store.getState().select(btc.id));
  expect(price().value).toBe('');
});

it('a distance too far to matter stays short', async () => {
  const far = (percentToGo: number) => cannedAlarm(btc, target(60_000), { percentToGo });
  app = await renderApp(cannedSnapshot({ alarms: [far(9_999.4), far(1_631_212)] }));
  const told = [...document.querySelectorAll('.alarm-distance')].map((cell) => cell.textContent);
  expect(told).toEqual(['9,999 %', 'over 9,999 %']);
});

it('lists the alarms nearest first with reason and percent to go', async () => {
  app = await renderApp(cannedSnapshot());
  const rows = [...document.querySelectorAll('.alarm')].map((row) => row.textContent ?? '');
  expect(rows).toHaveLength(6);
  expect(rows[0]).toContain('Reaches 58,000 from below');
  expect(rows[1]).toContain('2.72 %');
  expect(rows[2]).toContain('seen 12 of 15 min');
  expect(rows[4]).toMatch(/cooling 0:4\d/);
  expect(rows[5]).toContain('fired');
});

it('removes an alarm with Undo and re-arms a fired one', async () => {
  app = await renderApp(cannedSnapshot());
  await press('Remove alarm: BTC/USDT reaches 60,000 from below');
  await press('Undo');
  expect(app.host.calledWith('alarm.remove')).toEqual([{ id: cannedAlarms[0]?.id }]);
  expect(app.host.calledWith('alarm.restore')).toEqual([{ id: cannedAlarms[0]?.id }]);
  await press('Re-arm: BTC/USDT reaches 57,000 from above');
  expect(app.host.calledWith('alarm.rearm')).toEqual([{ id: cannedAlarms[3]?.id }]);
});

it('shows every alarm in one table, grouped by pair', async () => {
  app = await renderApp(cannedSnapshot());
  await press(/All alarms/);
  const table = await screen.findByRole('table', { name: 'All alarms' });
  const groups = within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);
  expect(groups).toEqual(['BTC/USDT58,412.50', 'ETH/USDT2,911.84', 'SOL/USDT142.07', 'DOGE/USDT0.22768']);
  expect(within(table).getAllByRole('row')).toHaveLength(1 + 4 + cannedAlarms.length);
});
