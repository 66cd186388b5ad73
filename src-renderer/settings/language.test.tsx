// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { plainStyle } from '../../src-shared/words/style.ts';
import { fetchParts } from '../shell/parts.ts';
import { cannedSnapshot, now } from '../testing/canned.ts';
import { choose, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';
import { rememberedStyle } from '../words/remembered-style.ts';
import { voice } from '../words/say.ts';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
// The first time takes long on a busy machine.
beforeAll(fetchParts, 60_000);
beforeEach(() => localStorage.clear());
afterEach(async () => {
  app.stop();
  await voice.speak(plainStyle);
});

const { settings, seq } = cannedSnapshot();
const main = () => document.body.textContent.replaceAll('\u00a0', ' ');
const set = (change: Partial<typeof settings>, after = 1) =>
  app.send({ seq: seq + after, at: now, settings: { ...settings, ...change } });
const russian = (after?: number) => set({ language: 'ru' }, after);

it('asks the host for the language and the number format that were chosen', async () => {
  app = await renderApp(cannedSnapshot());
  await press('Settings');
  await choose('Language', 'Русский');
  await choose('Numbers', '12.345,67');
  expect(app.host.calledWith('settings.set')).toEqual([{ language: 'ru' }, { numbers: 'point-comma' }]);
});

it('everything is drawn anew in the other language, and the field keeps the focus', async () => {
  app = await renderApp(cannedSnapshot());
  await press('Settings');
  screen.getByLabelText('Language').focus();
  await russian();
  await screen.findByRole('heading', { name: 'Настройки' });
  expect(document.activeElement).toBe(screen.getByLabelText('Язык'));
  expect(document.documentElement.lang).toBe('ru');
  expect(main()).toContain('58 412,50');
  expect(main()).toContain('В списке 6 пар');
  expect(main()).not.toContain('Watching');
  await set({ language: 'en', numbers: 'point-comma' }, 2);
  await screen.findByRole('heading', { name: 'Settings' });
  expect(document.documentElement.lang).toBe('en');
  expect(main()).toContain('58.412,50');
});

it('what was typed into a form is still there', async () => {
  app = await renderApp(cannedSnapshot());
  const [first] = cannedSnapshot().pairs;
  await act(async () => app.store.getState().changeDraft(first!.id, { price: '61 000,5' }));
  await russian();
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Цена в USDT').value).toBe('61 000,5'));
  expect(main()).toContain('дойдёт до 61 000,5');
});

it('the next page speaks so before the host has answered', async () => {
  app = await renderApp(cannedSnapshot());
  expect(rememberedStyle().language).toBe('en');
  await russian();
  await screen.findByText('В списке 6 пар');
  expect(rememberedStyle()).toMatchObject({ language: 'ru', dates: 'ru-RU' });
  localStorage.setItem('crypto-price-alarm.style', '{"language":"xx"}');
  expect(rememberedStyle().language).toBe('en');
  localStorage.setItem('crypto-price-alarm.style', 'not json');
  expect(rememberedStyle().language).toBe('en');
});
