// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, solRing, target } from '../testing/canned.ts';
import { done, previewOf, refused } from '../testing/fake-host.ts';
import { besideField, check, fill, press, rest } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const alarm = cannedAlarm(btc, target(60_000), {
  id: 'e1',
  mode: 'repeat',
  cooldownMs: 300_000,
  note: 'first',
  urgency: 'normal',
});
const name = 'BTC/USDT reaches 60,000 from below';
const region = () => screen.getByRole('region', { name: `Edit: ${name}` });
const edited = () => app.host.calledWith('alarm.edit');

async function open(answers: Parameters<typeof renderApp>[1] = {}) {
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }), answers);
  await press(`Edit: ${name}`);
  return region();
}

it('opens with what the alarm has, and takes the focus', async () => {
  const form = await open();
  await press(/^More options/, form);
  const value = (label: string) => within(form).getByLabelText<HTMLInputElement>(label).value;
  await within(form).findByLabelText('Note (optional)');
  expect(value('Price in USDT')).toBe('60000');
  expect(value('Direction')).toBe('up');
  expect(value('How it rings')).toBe('normal');
  expect(value('After a ring')).toBe('repeat');
  expect(value('Silent after a ring for')).toBe('5');
  expect(value('Way back')).toBe('0.3');
  expect(value('Note (optional)')).toBe('first');
  expect(form.contains(document.activeElement)).toBe(true);
});

it('sends only what was changed, closes, and says so', async () => {
  const form = await open();
  await fill('Price in USDT', '61k', form);
  await press('Save', form);
  expect(edited()).toEqual([{ id: 'e1', condition: target(61_000) }]);
  expect(screen.queryByRole('region', { name: /^Edit/ })).toBeNull();
  expect(screen.getByText('Saved: BTC/USDT reaches 61,000 from below.')).toBeTruthy();
  await rest(50);
  expect(document.activeElement?.getAttribute('aria-label')).toBe(`Edit: ${name}`);
});

it('a note alone arms nothing afresh: no condition is sent, and none is previewed', async () => {
  const form = await open();
  await press(/^More options/, form);
  await fill('Note (optional)', 'second', form);
  await rest();
  expect(app.host.calledWith('alarm.preview')).toEqual([]);
  await press('Save', form);
  expect(edited()).toEqual([{ id: 'e1', note: 'second' }]);
});

it('nothing changed sends nothing', async () => {
  const form = await open();
  await press('Save', form);
  expect(edited()).toEqual([]);
  expect(screen.queryByRole('region', { name: /^Edit/ })).toBeNull();
});

it('Cancel forgets what was typed', async () => {
  const form = await open();
  await fill('Price in USDT', '61k', form);
  await press('Cancel', form);
  expect(edited()).toEqual([]);
  await press(`Edit: ${name}`);
  expect(within(region()).getByLabelText<HTMLInputElement>('Price in USDT').value).toBe('60000');
});

it('a refusal stays beside its field, and the form stays open', async () => {
  const message = 'That window is too short for prices that come every 15 s. Use 1 min or more.';
  const form = await open({ 'alarm.edit': () => refused('window-too-short', message) });
  await check('Move in time', form);
  await fill('Window', '10', form);
  await press('Save', form);
  expect(besideField(within(form).getByLabelText('Window'))).toBe(message);
});

it('rings now where the new condition holds already and somebody wants it', async () => {
  const form = await open({
    'alarm.preview': ({ condition }) =>
      previewOf(cannedAlarm(btc, condition, { reason: { code: 'already true', level: 57_000 } })),
    'alarm.edit': ({ condition }) =>
      done({ alarm: { ...alarm, ...(condition && { condition }) }, alreadyTrue: true }),
  });
  await fill('Price in USDT', '57k', form);
  await rest();
  await check('Ring now', form);
  await press('Save', form);
  expect(edited()).toEqual([{ id: 'e1', condition: target(57_000), ringNow: true }]);
  expect(screen.getByText('Saved: BTC/USDT reaches 57,000 from below.')).toBeTruthy();
});

it('a ring that brings up its own pair loses nothing of a form half filled in', async () => {
  const form = await open();
  await fill('Price in USDT', '61,5', form);
  await app.send({ ringing: [solRing] });
  await app.send({ ringing: [] });
  expect(screen.queryByRole('region', { name: /^Edit/ })).toBeNull();
  await act(async () => app.store.getState().select(btc.id));
  expect(within(region()).getByLabelText<HTMLInputElement>('Price in USDT').value).toBe('61,5');
});

it('leads from all alarms to the pair with the form', async () => {
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }));
  await press(/All alarms/);
  const table = await screen.findByRole('table');
  await press(`Edit: ${name}`, table);
  expect(region()).toBeTruthy();
  expect(screen.queryByRole('table', { name: 'All alarms' })).toBeNull();
});
