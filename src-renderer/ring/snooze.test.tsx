// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, eth, ethRing, solRing } from '../testing/canned.ts';
import { blindRing, noteRing, seeingRing, silentRing, snoozedOf } from '../testing/canned-life.ts';
import { refused } from '../testing/fake-host.ts';
import { besideField, chooseItem, fill, openMenu, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';
import { worsePrice } from './use-snooze.ts';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const dialog = () => screen.getByRole('alertdialog');
const snoozed = () => app.host.calledWith('ring.snooze');
const openSnooze = (title = 'ETH/USDT fell to 2,900') => openMenu(`Snooze: ${title}`, dialog());
/** What is asked for in fields. */
const openPanel = async (item: RegExp) => {
  await openSnooze();
  await chooseItem(item);
};

it.each([
  ['5 min', 5],
  ['15 min', 15],
  ['1 h', 60],
])('silences one ring for %s', async (duration, minutes) => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing, solRing] }));
  await openSnooze();
  await chooseItem(`Snooze for ${duration}`);
  expect(snoozed()).toEqual([{ ids: [ethRing.id], for: { minutes } }]);
  expect(app.host.calledWith('ring.dismiss')).toEqual([]);
});

it('silences one until a time of day, which is the next one', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  await openPanel(/^Until a time/);
  await fill('Until', '00:00', dialog());
  await press('Snooze until then', dialog());
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  expect(snoozed()).toEqual([{ ids: [ethRing.id], for: { until: midnight.getTime() } }]);
});

it('asks for the time where none was chosen', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  await openPanel(/^Until a time/);
  await press('Snooze until then', dialog());
  expect(besideField(within(dialog()).getByLabelText('Until'))).toContain('Choose a time of day first');
  expect(snoozed()).toEqual([]);
});

it('rings before that where it gets worse: a little beyond the price of now is proposed', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  await openPanel(/^Unless it gets worse/);
  expect(within(dialog()).getByLabelText<HTMLInputElement>('At or below, in USDT').value).toBe('2,883');
  await press('Snooze for 15 min', dialog());
  await fill('At or below, in USDT', '2,850', dialog());
  await press('Snooze for 15 min', dialog());
  expect(snoozed()).toEqual([
    { ids: [ethRing.id], for: { minutes: 15 }, unless: { price: 2_883, direction: 'down' } },
    { ids: [ethRing.id], for: { minutes: 15 }, unless: { price: 2_850, direction: 'down' } },
  ]);
});

it.each([
  ['', 'Type a price, such as 2,883.'],
  ['soon', 'That does not read as a number. Write it like 2,883 or 58k.'],
  ['2,950', 'The price is there already. Use a lower one.'],
])('says beside the field what is wrong with worse than %j, and snoozes nothing', async (text, message) => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }));
  await openPanel(/^Unless it gets worse/);
  await fill('At or below, in USDT', text, dialog());
  await press('Snooze for 5 min', dialog());
  expect(besideField(within(dialog()).getByLabelText('At or below, in USDT'))).toBe(message);
  expect(snoozed()).toEqual([]);
});

it('proposes what is worse in the direction of the firing, in few digits', () => {
  expect(worsePrice(2_911.84, 'down', 0.01)).toBe('2,883');
  expect(worsePrice(2_911.84, 'up', 0.01)).toBe('2,941');
  expect(worsePrice(0.000_012_34, 'up', 1e-8)).toBe('0.00001246');
});

it.each([
  ['storage-failed', 'The change could not be written to disk.', true],
  ['nothing-rings', 'That does not ring any more.', false],
] as const)('a refusal %s is told where there is something to do about it', async (code, message, told) => {
  app = await renderApp(cannedSnapshot({ ringing: [ethRing] }), {
    'ring.snooze': () => refused(code, message),
  });
  await openSnooze();
  await chooseItem('Snooze for 5 min');
  expect(dialog().textContent?.includes(message)).toBe(told);
});

it('shows the note, and that it is told late', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [noteRing] }));
  expect(dialog().textContent).toContain('Note: Move the stop below the last low.');
  expect(within(dialog()).getByText('late')).toBeTruthy();
});

it('shows that prices are out or back: dismissed like a ring, with nothing to snooze', async () => {
  app = await renderApp(cannedSnapshot({ ringing: [blindRing] }));
  expect(dialog().textContent).toContain('No prices from Binance');
  expect(dialog().textContent).toContain('1 message from the app');
  expect(within(dialog()).queryByRole('button', { name: /^Snooze/ })).toBeNull();
  await press('Dismiss', dialog());
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [blindRing.id] }]);
  await app.send({ ringing: [seeingRing] });
  expect(dialog().textContent).toContain('BTC/USDT, ETH/USDT, SOL/USDT and 3 more can be watched again.');
  expect(app.sound.rings.at(-1)).toBe(false);
});

it('a snoozed ring stands in a quiet line until when, and can be dismissed there', async () => {
  const worse = { price: 2_850, direction: 'down' } as const;
  app = await renderApp(cannedSnapshot({ snoozed: [snoozedOf(ethRing, worse), snoozedOf(solRing)] }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  const bar = screen.getByRole('region', { name: 'Snoozed alarms' });
  const lines = within(bar)
    .getAllByRole('listitem')
    .map((each) => each.textContent);
  expect(lines).toEqual([
    expect.stringMatching(
      /^Snoozed until .*\d\d:\d\d, or at 2,850 or below: ETH\/USDT fell to 2,900Dismiss$/,
    ),
    expect.stringMatching(/^Snoozed until .*\d\d:\d\d: SOL\/USDT moved 5\.08 % upDismiss$/),
  ]);
  await press('Dismiss: ETH/USDT fell to 2,900', bar);
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [ethRing.id] }]);
  expect(app.sound.rings).toEqual([]);
});

it('a silent alarm opens nothing, moves nothing and sounds like nothing: it has a line', async () => {
  app = await renderApp(cannedSnapshot());
  const before = app.store.getState().selectedId;
  await app.send({ ringing: [silentRing] });
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(app.store.getState().selectedId).toBe(before);
  expect(document.title).toBe('Crypto Price Alarm');
  expect([app.sound.rings, app.sound.chimes()]).toEqual([[], 0]);
  const bar = screen.getByRole('region', { name: 'Silent alarms that came true' });
  expect(bar.textContent).toMatch(/DOGE\/USDT fell 10\.00 % from its highest at .*\. This alarm is silent\./);
  await press(/^Dismiss/, bar);
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [silentRing.id] }]);
});

it('says in the line why it could not be dismissed', async () => {
  app = await renderApp(cannedSnapshot({ snoozed: [snoozedOf(ethRing)], pairs: [eth] }), {
    'ring.dismiss': () => refused('no-answer', 'The app did not answer.'),
  });
  await press(/^Dismiss/);
  expect(screen.getByRole('region', { name: 'Snoozed alarms' }).textContent).toContain(
    'The app did not answer.',
  );
});
