// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, eth, target } from '../testing/canned.ts';
import { refused } from '../testing/fake-host.ts';
import { check, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const near = cannedAlarm(btc, target(59_000), { id: 'near', percentToGo: 1 });
const far = cannedAlarm(btc, target(70_000), { id: 'far', percentToGo: 20 });
const ofEth = cannedAlarm(eth, target(2_920), { id: 'eth', percentToGo: 0.3 });
const paused = cannedAlarm(eth, target(3_000), {
  id: 'paused',
  paused: true,
  state: 'paused',
  reason: { code: 'paused' },
  percentToGo: null,
});

const table = () => screen.getByRole('table', { name: 'All alarms' });
const rows = () =>
  within(table())
    .getAllByRole('row')
    .flatMap((row) => row.getAttribute('data-alarm') ?? []);

async function open(answers: Parameters<typeof renderApp>[1] = {}) {
  app = await renderApp(cannedSnapshot({ pairs: [btc, eth], alarms: [far, near, ofEth, paused] }), answers);
  await press(/All alarms/);
}

it('lists them by pair or in one list, the nearest first', async () => {
  await open();
  expect(rows()).toEqual(['near', 'far', 'eth', 'paused']);
  await check('All in one list');
  expect(rows()).toEqual(['eth', 'near', 'far', 'paused']);
  const [first] = within(table()).getAllByRole('row').slice(1);
  expect(first?.textContent).toContain('ETH/USDT');
});

it('counts them by state, and shows only those of one', async () => {
  await open();
  await press(/^paused 1$/);
  expect(rows()).toEqual(['paused']);
  expect(screen.getByRole('button', { name: /^paused 1$/ }).getAttribute('aria-pressed')).toBe('true');
  await press(/^armed 3$/);
  expect(rows()).toEqual(['near', 'far', 'eth']);
  await press(/^all 4$/);
  expect(rows()).toHaveLength(4);
});

it('says so where none is like that any more, with a way back', async () => {
  await open();
  await press(/^paused 1$/);
  await app.send({ alarms: [{ ...paused, paused: false, state: 'armed', reason: near.reason }] });
  expect(document.body.textContent).toContain('No alarm is like that now.');
  await press('Show all');
  expect(rows()).toHaveLength(4);
});

it('pauses and resumes what is selected, each where it means something', async () => {
  await open();
  await check('Select: BTC/USDT reaches 59,000 from below');
  await check('Select: ETH/USDT reaches 3,000 from below');
  const bulk = screen.getByRole('group', { name: 'What to do with those selected' });
  expect(bulk.textContent).toContain('2 selected');
  await press('Pause', bulk);
  await press('Resume', bulk);
  expect(app.host.calledWith('alarm.pause')).toEqual([{ ids: ['near', 'paused'] }]);
  expect(app.host.calledWith('alarm.resume')).toEqual([{ ids: ['near', 'paused'] }]);
  await press('Clear selection', bulk);
  expect(screen.queryByRole('group', { name: 'What to do with those selected' })).toBeNull();
});

it('deletes what is selected at once, with one undo for all of it', async () => {
  await open();
  await press(/^armed 3$/);
  await check('Select all that are shown');
  await press('Delete');
  expect(app.host.calledWith('alarm.remove')).toEqual([{ ids: ['near', 'far', 'eth'] }]);
  expect(screen.queryByRole('group', { name: 'What to do with those selected' })).toBeNull();
  expect(document.body.textContent).toContain('Removed 3 alarms.');
  await press('Undo');
  expect(app.host.calledWith('alarm.restore')).toEqual([{ ids: ['near', 'far', 'eth'] }]);
});

it('keeps the selection where it could not be deleted, and says why', async () => {
  await open({ 'alarm.remove': () => refused('storage-failed', 'The disk is full.') });
  await check('Select all that are shown');
  await press('Delete');
  expect(document.body.textContent).toContain('The disk is full.');
  expect(document.body.textContent).toContain('4 selected');
});

it('what is gone is selected no more; some of them show as some', async () => {
  await open();
  await check('Select all that are shown');
  const all = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all that are shown' });
  expect(all().checked).toBe(true);
  await check('Select: BTC/USDT reaches 59,000 from below');
  expect([all().checked, all().indeterminate]).toEqual([false, true]);
  await app.send({ removedAlarms: ['far'] });
  expect(document.body.textContent).toContain('2 selected');
});

it('a row does not jump away under the pointer', async () => {
  await open();
  await check('All in one list');
  fireEvent.pointerEnter(table().parentElement ?? table());
  await app.send({ alarms: [{ ...far, percentToGo: 0.01 }] });
  expect(rows()).toEqual(['eth', 'near', 'far', 'paused']);
  await act(async () => {
    fireEvent.pointerLeave(table().parentElement ?? table());
    fireEvent.blur(document.activeElement ?? document.body);
  });
  expect(rows()).toEqual(['far', 'eth', 'near', 'paused']);
});

it('duplicates one into the form of its pair', async () => {
  await open();
  await press('Duplicate: ETH/USDT reaches 2,920 from below');
  const form = screen.getByRole('region', { name: 'New alarm' });
  expect(within(form).getByLabelText<HTMLInputElement>('Price in USDT').value).toBe('2920');
  expect(app.store.getState()).toMatchObject({ selectedId: eth.id, view: 'pair' });
});
