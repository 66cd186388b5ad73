import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeadlessUnderTest } from '../hosts/headless-host.ts';
import { minutesOf } from '../steady-market.ts';
import { createHeadlessWorld, type World } from '../world.ts';

const start = Date.UTC(2026, 0, 5, 12);

let world: World<HeadlessUnderTest>;

beforeAll(async () => {
  world = await createHeadlessWorld({ files: { BTCUSDT: minutesOf(start, [100]) }, start });
});
afterAll(async () => {
  await world?.close();
});

/** A page that nobody has touched yet: looking at it through the driver counts as a click, so it tells by itself. */
async function untouchedPage() {
  await world.call('ring.test', {});
  const context = await world.host.browser.newContext();
  const asked = Promise.withResolvers<{ x: number; y: number }>();
  await context.exposeFunction('asksForSound', (middle: { x: number; y: number }) => asked.resolve(middle));
  await context.addInitScript(() => {
    const look = setInterval(() => {
      const buttons = [...document.querySelectorAll('[role=alertdialog] button')];
      const dismiss = buttons.find((button) => button.textContent === 'Dismiss');
      if (!dismiss || !buttons.some((button) => button.textContent === 'Enable sound')) return;
      clearInterval(look);
      const { x, y, width, height } = dismiss.getBoundingClientRect();
      const tell = globalThis as unknown as { asksForSound: (middle: { x: number; y: number }) => void };
      tell.asksForSound({ x: x + width / 2, y: y + height / 2 });
    }, 50);
  });
  const fresh = await context.newPage();
  await fresh.goto(world.host.address());
  return { fresh, dismissAt: await asked.promise };
}

test('where the browser wants a click before sound, the page asks for it', async () => {
  const { fresh } = await untouchedPage();
  await fresh.getByRole('button', { name: 'Enable sound' }).last().click();
  await expect.poll(async () => (await world.listen(fresh)).peak).toBeGreaterThan(0.05);
  await fresh.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(async () => (await world.state()).ringing).toEqual([]);
  await fresh.context().close();
});

test('the first click on a page dismisses: nothing moves away under the pointer', async () => {
  const { fresh, dismissAt } = await untouchedPage();
  await fresh.mouse.move(dismissAt.x, dismissAt.y);
  await fresh.mouse.down();
  // The press allows the sound; what that changes on the page must not move the button before the release.
  await expect.poll(async () => (await world.listen(fresh)).state).toBe('ringing');
  await fresh.mouse.up();
  await expect.poll(async () => (await world.state()).ringing).toEqual([]);
  await fresh.context().close();
});
