import { expect, test } from 'vitest';
import { lookForTray } from './tray-presence.ts';

function presence(answers: readonly (boolean | null)[]) {
  let asked = 0;
  const waits: number[] = [];
  const shows = async () => answers[Math.min(asked++, answers.length - 1)] ?? null;
  const setTimer = (callback: () => void, ms: number) => {
    waits.push(ms);
    callback();
    return () => {};
  };
  return { waits, looking: lookForTray({ setTimer }, shows) };
}

test('knows what it was told last', async () => {
  const tray = await presence([false, true, false]).looking;
  expect(tray.known()).toBe(false);
  expect(await tray.ask()).toBe(true);
  expect(tray.known()).toBe(true);
  await tray.ask();
  expect(tray.known()).toBe(false);
});

test('a bus that is silent once changes nothing, and one that never speaks shows no trays', async () => {
  const tray = await presence([true, null, false, null]).looking;
  expect([await tray.ask(), await tray.ask(), await tray.ask()]).toEqual([true, false, false]);
  expect((await presence([null]).looking).known()).toBe(false);
});

test('waits for a tray that comes after the app', async () => {
  const made = presence([false, false, false, true]);
  expect(await (await made.looking).waitFor()).toBe(true);
  expect(made.waits).toEqual([2_000, 2_000, 2_000]);
});

test('waits for twenty seconds at most, and not at all where there is one', async () => {
  const never = presence([false]);
  expect(await (await never.looking).waitFor()).toBe(false);
  expect(never.waits.reduce((sum, ms) => sum + ms, 0)).toBe(20_000);
  const there = presence([true]);
  expect(await (await there.looking).waitFor()).toBe(true);
  expect(there.waits).toEqual([]);
});
