// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followAddress, readAddress } from '../shell/deep-link.ts';
import { followTheme } from '../shell/follow-theme.ts';
import { cannedSnapshot } from '../testing/canned.ts';
import { done } from '../testing/fake-host.ts';
import { check, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
const ends: (() => void)[] = [];
beforeEach(() => {
  window.history.replaceState(null, '', '/');
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  app.stop();
});

const { settings } = cannedSnapshot();
const list = () => screen.getByRole('navigation', { name: 'Sections of the settings' });

async function open(...args: Parameters<typeof renderApp>) {
  app = await renderApp(...args);
  await press('Settings');
}

it('every section stands in the list, and has a heading that takes the focus', async () => {
  await open(cannedSnapshot());
  const names = within(list())
    .getAllByRole('link')
    .map((link) => link.textContent);
  expect(names).toEqual([
    'General',
    'Sources',
    'Sound',
    'Notifications',
    'Quiet hours',
    'Tray',
    'Alarms',
    'Data',
    'About',
  ]);
  for (const name of names) {
    await act(async () => void fireEvent.click(within(list()).getByRole('link', { name: name ?? '' })));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: name ?? '', level: 3 }));
  }
});

it('a section has an address, that leads to it and follows', async () => {
  window.history.replaceState(null, '', '/#settings/data');
  app = await renderApp(cannedSnapshot());
  await act(async () => void ends.push(followAddress(app.store)));
  expect(document.activeElement?.textContent).toBe('Data');
  await act(async () => void fireEvent.click(within(list()).getByRole('link', { name: 'Sound' })));
  expect(window.location.hash).toBe('#settings/sound');
  await press('History');
  expect(window.location.hash).toBe('');
});

it.each([
  ['#settings', null],
  ['#settings/quietHours', 'quietHours'],
  ['#settings/', undefined],
  ['#settings/nothing', undefined],
  ['#elsewhere', undefined],
  ['', undefined],
])('the address %s names %s', (hash, section) => {
  expect(readAddress(hash)).toBe(section);
});

it('a theme is saved, marks the page at once, and the system’s leaves it unmarked', async () => {
  await open(cannedSnapshot());
  const root = document.documentElement;
  ends.push(followTheme(app.store), () => delete root.dataset['theme']);
  expect(root.dataset['theme']).toBeUndefined();
  await check('Dark');
  expect(app.host.calledWith('settings.set')).toEqual([{ theme: 'dark' }]);
  await app.send({ settings: { ...settings, theme: 'dark' } });
  expect(root.dataset['theme']).toBe('dark');
  await app.send({ settings: { ...settings, theme: 'light' } });
  expect(root.dataset['theme']).toBe('light');
  await app.send({ settings: { ...settings, theme: 'system' } });
  expect(root.dataset['theme']).toBeUndefined();
});

it('the test alarm rings', async () => {
  await open(cannedSnapshot());
  await press('Test alarm');
  expect(app.host.calledWith('ring.test')).toEqual([{}]);
});

/** jsdom has none. */
function withClipboard(value: object | undefined): void {
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
  ends.push(() => Reflect.deleteProperty(navigator, 'clipboard'));
}

it('a debug report is copied, and shown as it was copied', async () => {
  const copied: string[] = [];
  withClipboard({ writeText: async (text: string) => void copied.push(text) });
  await open(cannedSnapshot(), { 'debug.report': () => done({ text: 'Crypto Price Alarm 1.2.3' }) });
  await press('Copy debug report');
  expect(copied).toEqual(['Crypto Price Alarm 1.2.3']);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Text of the report').value).toBe(copied[0]);
  expect(screen.getByText('Copied.')).toBeTruthy();
});

it('where a page may not copy, the text is there to be copied by hand', async () => {
  withClipboard(undefined);
  await open(cannedSnapshot(), { 'debug.report': () => done({ text: 'Crypto Price Alarm 1.2.3' }) });
  await press('Copy debug report');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Text of the report').value).toContain('1.2.3');
  expect(screen.getByText(/may not copy/)).toBeTruthy();
});

it('the licences are fetched when somebody asks, each with its text', async () => {
  await open(cannedSnapshot());
  expect(screen.queryByText(/^react 19/)).toBeNull();
  await press('Show licences');
  await waitFor(() => expect(screen.getByText(/^react 19\.\d+\.\d+, MIT$/)).toBeTruthy(), {
    // They are gathered from every package.
    timeout: 15_000,
  });
  expect(screen.getByText(/^lightweight-charts 5/).parentElement?.textContent).toContain('Apache License');
  await press('Hide licences');
  expect(screen.queryByText(/^react 19/)).toBeNull();
}, 20_000);
