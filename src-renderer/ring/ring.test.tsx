// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, dogeRing, ethRing, solRing, testRing } from '../testing/canned.ts';
import { refused } from '../testing/fake-host.ts';
import { fakeSound, type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => {
  app.stop();
  vi.restoreAllMocks();
});

const dialog = () => screen.getByRole('alertdialog');
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(within(dialog()).getByRole('button', { name }));
  });

it('shows what happened: pair, rule, both prices, source, times and what was touched', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  const text = dialog().textContent ?? '';
  expect(text).toContain('ETH/USDT fell to 2,900');
  expect(text).toContain('Rule: reaches 2,900 from above');
  expect(text).toContain('2,904.10');
  expect(text).toContain('2,899.62');
  expect(text).toMatch(
    /Binance · seen \d\d:\d\d:\d\d, before that 2,904\.10 at \d\d:\d\d:\d\d · touched 2,898\.90/,
  );
});

it('says what did not work of making it noticed, and nothing of what worked in the end', async () => {
  if (ethRing.kind !== 'firing') throw new Error('a firing');
  const delivery = (
    channel: 'notification' | 'sound',
    outcome: 'failed' | 'played',
    cause: string | null,
  ) => ({
    channel,
    outcome,
    at: 0,
    cause,
  });
  const deliveries = [
    delivery('sound', 'failed', 'no device'),
    delivery('notification', 'failed', 'no answer within 3 s'),
    delivery('sound', 'played', null),
  ];
  const firing = { ...ethRing.firing, deliveries };
  app = await renderApp(cannedSnapshot({ ringing: [{ ...ethRing, firing }] }));
  expect(dialog().textContent).toContain('No notification was shown: no answer within 3 s.');
  expect(dialog().textContent).not.toContain('no device');
});

it('the test alarm says what did not work', async () => {
  const notices = [
    { id: 'sound-failed', code: 'sound-failed', params: { cause: 'no device' } },
    { id: 'pair-vanished', code: 'pair-vanished', params: { pair: 'A/B', source: 'Binance' } },
  ] as const;
  app = await renderApp(cannedSnapshot({ ringing: [testRing], notices: [...notices] }));
  expect(dialog().textContent).toContain('The alarm sound could not be played (no device)');
  expect(dialog().textContent).not.toContain('A/B');
});

it('says so where the price is back when only a low or high reached the level', async () => {
  if (ethRing.kind !== 'firing') throw new Error('a firing');
  const { firing } = ethRing;
  const back = { ...firing, proof: { ...firing.proof, after: { t: firing.t, price: 2_903 } } };
  app = await renderApp(cannedSnapshot({ ringing: [{ ...ethRing, firing: back }] }));
  expect(dialog().querySelector('.jump')?.textContent).toContain('2,898.90');
  expect(dialog().textContent).toContain('back at 2,903.00');
});

it('regression 12: two alarms at once make one sound and one title timer, and both are listed', async () => {
  app = await renderApp(cannedSnapshot());
  const made = vi.spyOn(globalThis, 'setInterval');
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  await app.send({ ringing: [ethRing, solRing] });
  expect(within(dialog()).getAllByRole('listitem')).toHaveLength(2);
  expect(app.sound.rings.filter(Boolean)).toHaveLength(1);
  // jsdom makes timers of its own; the title's is the one of a second.
  const timers = made.mock.results.filter((_, call) => made.mock.calls[call]?.[1] === 1_000);
  expect(timers).toHaveLength(1);
  expect(document.title).toContain('ETH/USDT fell to 2,900 and 1 more');
  await app.send({ ringing: [] });
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(app.sound.rings.at(-1)).toBe(false);
  expect(cleared).toHaveBeenCalledWith(timers[0]?.value);
  expect(document.title).toBe('Crypto Price Alarm');
});

it('is not dismissed by Esc or by a click beside it', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  fireEvent.keyDown(dialog(), { key: 'Escape' });
  const veil = document.querySelector('.veil');
  if (veil) fireEvent.pointerDown(veil);
  if (veil) fireEvent.click(veil);
  expect(dialog()).toBeTruthy();
  expect(app.host.calledWith('ring.dismiss')).toEqual([]);
});

it('takes the focus onto itself, not onto a button that a typed key would press', async () => {
  app = await renderApp(cannedSnapshot());
  screen.getByLabelText('Add a pair').focus();
  await app.send({ ringing: [ethRing] });
  expect(document.activeElement).toBe(dialog());
});

it('tells a screen reader once what rings: by opening, and then of what joins alone', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  const told = () =>
    within(dialog())
      .getAllByRole('alert')
      .map((each) => each.textContent)
      .join('');
  const described = document.getElementById(dialog().getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('ETH/USDT fell to 2,900');
  expect(told()).toBe('');
  await app.send({ ringing: [ethRing, solRing] });
  expect(told()).toBe('2 alarms ring: SOL/USDT moved 5.08 % up');
  await app.send({ ringing: [solRing] });
  expect(told()).not.toContain('ETH/USDT');
});

it('lists them in the order of the host: one that woke from its snooze goes below', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing, solRing] }));
  await app.send({ ringing: [solRing, ethRing] });
  const titles = within(dialog())
    .getAllByRole('heading', { level: 3 })
    .map((each) => each.textContent);
  expect(titles).toEqual(['SOL/USDT moved 5.08 % up', 'ETH/USDT fell to 2,900']);
});

it('opens the chart of a ring, which rings on in a bar until it is dismissed', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing, solRing] }));
  await press('Open chart: SOL/USDT moved 5.08 % up');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(app.store.getState()).toMatchObject({ selectedId: 'binance:SOLUSDT', view: 'pair' });
  expect(app.sound.rings.at(-1)).toBe(true);
  const bar = () => screen.getByRole('region', { name: 'Ringing' });
  expect(bar().textContent).toContain('Rings on: ETH/USDT fell to 2,900. SOL/USDT moved 5.08 % up');
  await act(async () => {
    fireEvent.click(within(bar()).getByRole('button', { name: 'Dismiss all (2)' }));
  });
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [ethRing.id, solRing.id] }]);
});

it('what was put aside comes back by a press, and with the next ring', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  await press(/^Open chart/);
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Show what rings' }));
  });
  expect(dialog()).toBeTruthy();
  await press(/^Open chart/);
  expect(screen.queryByRole('alertdialog')).toBeNull();
  await app.send({ ringing: [ethRing, solRing] });
  expect(within(dialog()).getAllByRole('listitem')).toHaveLength(2);
  expect(screen.queryByRole('region', { name: 'Ringing' })).toBeNull();
});

it('dismisses one, or all that are shown', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing, solRing, dogeRing] }));
  await press('Dismiss: SOL/USDT moved 5.08 % up');
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [solRing.id] }]);
  await press('Dismiss all (3)');
  expect(app.host.calledWith('ring.dismiss')[1]).toEqual({ ids: [ethRing.id, solRing.id, dogeRing.id] });
});

it('regression 16: pressing the test twice still is one ring, and dismissing the test clears only the test', async () => {
  app = await renderApp(cannedSnapshot());
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Settings' })));
  const button = screen.getByRole('button', { name: 'Test alarm' });
  await act(async () => {
    fireEvent.click(button);
    fireEvent.click(button);
  });
  await app.send({ ringing: [testRing] });
  expect(within(dialog()).getAllByRole('listitem')).toHaveLength(1);
  await app.send({ ringing: [testRing, ethRing] });
  expect(app.sound.rings.filter(Boolean)).toHaveLength(1);
  await press('Dismiss: Test alarm');
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [testRing.id] }]);
  await app.send({ ringing: [ethRing] });
  expect(dialog().textContent).toContain('ETH/USDT fell to 2,900');
  expect(app.sound.rings.at(-1)).toBe(true);
});

it('goes quiet when no app answers, says so, and rings again when the app still does', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }), {
    'ring.dismiss': () => refused('no-answer', 'The app did not answer.'),
  });
  await press('Dismiss');
  expect(app.sound.rings.at(-1)).toBe(false);
  expect(dialog().textContent).toContain('The app did not answer. It is quiet on this page now');
  await act(async () => app.host.connection(false));
  await act(async () => app.host.connection(true));
  expect(app.sound.rings.at(-1)).toBe(true);
});

it('asks for sound inside the dialog too, where the browser blocks it', async () => {
  const sound = fakeSound('blocked');
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }), {}, sound);
  await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
  await press('Enable sound');
  expect(sound.enable).toHaveBeenCalled();
});

it('opens on the pair that rang', async () => {
  app = await renderApp(cannedSnapshot());
  await app.send({ ringing: [solRing] });
  expect(app.store.getState()).toMatchObject({ selectedId: 'binance:SOLUSDT', view: 'pair', pane: 'detail' });
});

it('another page that dismissed first is no problem', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }), {
    'ring.dismiss': () => refused('unknown-firing', 'That ring is over already.'),
  });
  await press('Dismiss');
  expect(dialog().textContent).not.toContain('over already');
});
