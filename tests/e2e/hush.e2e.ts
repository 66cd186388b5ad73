import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soundSamples } from '../../src-renderer/sound/built-in.ts';
import { wavOf } from '../../scripts/make-sound.ts';
import { findings, wide } from './axe-findings.ts';
import { addAlarm, addPair, ringTest } from './hands.ts';
import { minutesOf } from './steady-market.ts';
import { createWorld, type World } from './world.ts';

const start = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const during = (minutes: number, price: number) => Array.from({ length: minutes }, () => price);
/** Over 105 and back below it, over 105 again for an hour, and then over 110. */
const prices = [
  ...during(3, 100),
  ...during(2, 106),
  ...during(5, 100),
  ...during(60, 107),
  ...during(200, 111),
];

let world: World;
let page: Page;

beforeAll(async () => {
  world = await createWorld({ files: { BTCUSDT: minutesOf(start, prices) }, start });
  page = await world.open();
  await addPair(page, 'btcusdt');
  await page.getByRole('heading', { name: /BTC\/USDT/ }).waitFor();
  await world.settle();
  await addAlarm(page, 'Price', { 'Price in USDT': '105', Direction: 'from below' });
  await addAlarm(page, 'Price', { 'Price in USDT': '110', Direction: 'from below' });
  await world.tick();
});
afterAll(async () => {
  await world?.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('alertdialog');
const bar = () => page.getByText(/^Muted until .* left/);
const waiting = () => page.getByRole('region', { name: 'Alarms that came true and wait' });
const panel = (name: string) => page.getByRole('dialog', { name });

test('a mute is begun with the mouse and told in the header, with the time that is left', async () => {
  await button('Mute').click();
  await panel('Mute everything for').waitFor();
  expect(await findings(world, page)).toEqual([]);
  await world.host.resize(page, wide);
  await button('Mute for 15 min').click();
  await bar().waitFor();
  expect(await bar().innerText()).toMatch(/Muted until \d\d:\d\d \(1[45]:\d\d left\)/);
  expect((await world.state()).mute?.until).toBe(world.clock.now() + 15 * minute);
  expect(await findings(world, page)).toEqual([]);
  await world.host.resize(page, wide);
});

test('what comes true meanwhile is listed, and neither heard nor in the way', async () => {
  await world.clock.advance(3 * minute);
  await waiting().waitFor();
  expect(await waiting().innerText()).toContain('BTC/USDT rose to 105');
  expect(await dialog().count()).toBe(0);
  expect((await world.listen(page)).playing).toBe(0);
  expect((await world.state()).alarms.map(({ firedCount }) => firedCount)).toEqual([1, 0]);
});

test('the test alarm says why it is silent', async () => {
  await ringTest(page);
  await page.getByText(/^Everything is muted until .* so nothing would be heard/).waitFor();
});

test('a mute survives a restart of the app', async () => {
  await world.restart();
  page = await world.reopen(page);
  await bar().waitFor();
  await waiting().waitFor();
});

test('it ends by itself: what came is told, and what still holds rings', async () => {
  await world.clock.advance(12 * minute);
  await bar().waitFor({ state: 'detached' });
  await dialog().waitFor();
  expect(await dialog().innerText()).toContain('BTC/USDT rose to 105');
  await expect.poll(async () => (await world.listen(page)).peak).toBeGreaterThan(0.05);
  await dialog().getByRole('button', { name: 'Dismiss', exact: true }).click();
  const summary = page.getByRole('region', { name: /^While it was muted/ });
  await summary.waitFor();
  expect((await summary.innerText()).replaceAll(/\s+/g, ' ')).toContain(
    'BTC/USDT rose to 105 still so, it rings',
  );
  await summary.getByRole('button', { name: 'Got it' }).click();
  await summary.waitFor({ state: 'detached' });
});

/** What has the focus, by what is read on it. */
const focusIsOn = (text: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(text);

test('the keyboard alone mutes and ends it', async () => {
  await button('Mute').focus();
  await page.keyboard.press('Enter');
  await focusIsOn('15 min');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await bar().waitFor();
  await focusIsOn('Mute');
  await page.keyboard.press('Enter');
  await focusIsOn('End mute');
  await page.keyboard.press('Escape');
  await focusIsOn('Mute');
  await page.keyboard.press('Enter');
  await focusIsOn('End mute');
  await page.keyboard.press('Enter');
  await bar().waitFor({ state: 'detached' });
  expect((await world.state()).mute).toBeNull();
});

/** What local clocks of this computer show. */
const clockTime = (t: number) => {
  const date = new Date(t);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
};

test('quiet hours are set, refused where they make no sense, and told while they are in force', async () => {
  await button('Settings').click();
  await page.getByRole('heading', { level: 2, name: 'Settings' }).waitFor();
  const now = world.clock.now();
  await page.getByLabel('From', { exact: true }).fill(clockTime(now + 120 * minute));
  await page.getByLabel('To', { exact: true }).fill(clockTime(now + 120 * minute));
  await page.getByText('From and to are the same.').waitFor();
  await page.getByLabel('From', { exact: true }).fill(clockTime(now + 30 * minute));
  await expect
    .poll(async () => (await world.state()).settings.quietHours.to)
    .toBe(clockTime(now + 120 * minute));
  // The host has the truth: it is set once the host says so.
  await page.getByLabel('Keep quiet hours').click();
  await expect.poll(async () => (await world.state()).settings.quietHours.on).toBe(true);
  expect(await findings(world, page)).toEqual([]);
  await world.host.resize(page, wide);
  await world.clock.advance(32 * minute);
  await page.getByText(/^Quiet hours until/).waitFor();
});

test('an alarm that comes true in them waits for their end', async () => {
  await world.clock.advance(25 * minute);
  await waiting().waitFor();
  expect([await dialog().count(), (await world.listen(page)).playing]).toEqual([0, 0]);
  await world.clock.advance(65 * minute);
  await page.getByText(/^Quiet hours until/).waitFor({ state: 'detached' });
  await dialog().waitFor();
  expect(await dialog().innerText()).toContain('BTC/USDT rose to 110');
  await dialog().getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.getByRole('region', { name: /^During quiet hours/ }).waitFor();
});

test('sounds are tried, and one of the user’s own is checked by what is in it', async () => {
  await button('Settings').click();
  await button('Play down').click();
  await page.getByText('Played.').waitFor();
  const file = page.getByLabel('A sound of your own');
  await file.setInputFiles({
    name: 'fake.mp3',
    mimeType: 'audio/mpeg',
    buffer: Buffer.from('no sound at all'),
  });
  await page.getByText('That file is no WAV, MP3 or Ogg sound.').waitFor();
  await file.setInputFiles({
    name: 'gong.wav',
    mimeType: 'audio/wav',
    buffer: wavOf(soundSamples('bell', 8_000), 8_000),
  });
  await page.getByText('Kept. Choose it above').waitFor();
  await page.getByLabel('When a price rises').selectOption({ label: 'Your own: gong.wav' });
  await expect.poll(async () => (await world.state()).settings.soundUp).toBe('own');
  await button('Play up').click();
  await expect.poll(async () => page.getByText('Played.').count()).toBe(2);
  await button('Remove').click();
  await page.getByText('Removed.').waitFor();
  await button('Play up').click();
  await page.getByText('Your own sound could not be played (the file is gone)').waitFor();
});

test('no page complained', () => {
  expect(world.complaints).toEqual([]);
});
