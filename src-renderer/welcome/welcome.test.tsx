// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { btc, cannedSnapshot, emptySnapshot } from '../testing/canned.ts';
import { type Answers, refused } from '../testing/fake-host.ts';
import { check, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const { settings } = cannedSnapshot();
const unwelcomed = { ...settings, welcomed: false };
const cards = () => screen.queryByRole('region', { name: 'First steps' });
const title = () => within(cards() as HTMLElement).getByRole('heading', { level: 2 }).textContent;

async function open(answers: Answers = {}) {
  app = await renderApp({ ...emptySnapshot(), settings: unwelcomed }, answers);
}
/** As the host tells once the pair is watched. */
const watched = () => app.send({ pairs: [btc], settings: { ...settings, welcomed: true } });

it('a pair, an alarm and a ring, then the pair with its alarm', async () => {
  await open();
  expect(title()).toBe('Which price matters to you?');
  expect(document.activeElement?.textContent).toBe('Which price matters to you?');
  await press('Watch BTC/USDT');
  expect(app.host.calledWith('pair.add')).toEqual([{ text: 'BTC/USDT' }]);
  await watched();
  expect(title()).toBe('When should BTC/USDT ring?');
  expect(cards()?.textContent).toContain('Step 2 of 3');
  await check('10 %');
  await check('down');
  expect(cards()?.textContent).toContain('Rings when BTC/USDT moves 10 % down');
  await press('Add this alarm');
  expect(app.host.calledWith('alarm.add')).toEqual([
    {
      pairId: btc.id,
      condition: { kind: 'move', percent: 10, direction: 'down', over: { kind: 'since start' } },
    },
  ]);
  expect(title()).toBe('Hear it once');
  await press('Ring the test alarm');
  expect(app.host.calledWith('ring.test')).toEqual([{}]);
  expect(app.sound.enable).toHaveBeenCalled();
  await press('Start watching');
  expect(cards()).toBeNull();
  expect(app.host.calledWith('settings.set')).toEqual([{ welcomed: true }]);
  expect(app.store.getState()).toMatchObject({ selectedId: btc.id, view: 'pair' });
});

it('put off as a whole it leaves the invitation to a first pair, and does not come back', async () => {
  await open();
  await press('Set up later');
  expect(app.host.calledWith('settings.set')).toEqual([{ welcomed: true }]);
  expect(cards()).toBeNull();
  expect(screen.getByRole('heading', { name: 'Watch your first pair' })).toBeTruthy();
  await press('Settings');
  await app.send({ settings: unwelcomed });
  await press('History');
  expect(cards()).toBeNull();
});

it('each card can be skipped; without a pair there is no alarm to set', async () => {
  await open();
  await press('Skip this');
  expect(title()).toBe('Hear it once');
  expect(cards()?.textContent).toContain('Step 2 of 2');
  await press('Start watching');
  expect(screen.getByRole('heading', { name: 'Watch your first pair' })).toBeTruthy();
});

it('an alarm can be skipped', async () => {
  await open();
  await press('Watch ETH/USDT');
  await watched();
  await press('Skip this');
  expect(title()).toBe('Hear it once');
  expect(app.host.calledWith('alarm.add')).toEqual([]);
});

it('says on the card what went wrong', async () => {
  await open({ 'pair.add': () => refused('source-unavailable', 'Binance cannot be asked: no connection.') });
  await press('Watch SOL/USDT');
  expect(cards()?.textContent).toContain('Binance cannot be asked: no connection.');
  expect(title()).toBe('Which price matters to you?');
});

it('leads to the sound settings where nothing was heard', async () => {
  await open();
  await press('Skip this');
  await press('Ring the test alarm');
  await press('Open the sound settings');
  expect(document.activeElement?.textContent).toBe('Sound');
});

it('is not shown where something is watched, nor where it was shown before', async () => {
  app = await renderApp({ ...cannedSnapshot(), settings: unwelcomed });
  expect(cards()).toBeNull();
  app.stop();
  app = await renderApp(emptySnapshot());
  expect(cards()).toBeNull();
});

it('steps back when somebody else has set up the app meanwhile', async () => {
  await open();
  await app.send({ settings: { ...settings, welcomed: true } });
  expect(cards()).toBeNull();
});
