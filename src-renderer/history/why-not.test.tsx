// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CommandOut } from '../../src-shared/contract/contract.ts';
import { btc, cannedAlarm, cannedSnapshot, now, target } from '../testing/canned.ts';
import { type Answers, done, refused } from '../testing/fake-host.ts';
import { besideField, choose, fill, press, rest } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const alarms = [
  cannedAlarm(btc, target(60_000), { id: 'up' }),
  cannedAlarm(btc, target(55_000, 'down'), { id: 'down' }),
];
const day = { from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 6) };
const nothing: CommandOut<'alarm.whyNot'> = {
  ...day,
  intervalMs: 60_000,
  complete: true,
  count: 0,
  moments: [],
  rang: [],
  nearest: null,
  notSeen: [],
  pausedSince: null,
};
const section = () => screen.getByRole('region', { name: 'Why did it not ring?' });

async function open(answers: Answers = {}) {
  app = await renderApp(cannedSnapshot({ pairs: [btc], alarms }), answers);
  await press('History');
  await screen.findByRole('heading', { name: 'History' });
}
async function ask(text = '2026-01-05') {
  await fill('Day', text, section());
  await press('Look at that day', section());
  await rest(20);
}

it('asks about an alarm and a day, from midnight to midnight', async () => {
  await open();
  await choose('Alarm', 'BTC/USDT reaches 55,000 from above', section());
  await ask();
  expect(app.host.calledWith('alarm.whyNot')).toEqual([{ id: 'down', ...day }]);
});

it('says how near it came where its condition never came true', async () => {
  const nearest = { price: 59_400, percent: 1.01, t: day.from + 3_600_000 };
  await open({ 'alarm.whyNot': () => done({ ...nothing, nearest }) });
  await ask();
  expect(section().textContent).toMatch(
    /never came true that day\. Nearest: 59,400\.00, 1\.01 % away, at .*01:00:00\./,
  );
});

it.each([
  ['rang', day.from, 'it rang'],
  ['snoozed', day.to, /joined a ring that was snoozed until .*00:00:00/],
  ['paused', day.from, /it was paused at .*00:00:00/],
  ['paused', null, 'it is paused'],
  ['not set yet', day.to, /added only at/],
  ['another rule', day.to, /had another rule until it was edited at/],
  ['monitoring paused', day.to, /the watch was paused until/],
  ['expired', day.from, /it had expired at/],
  ['not seen', day.to, /no prices could be had until/],
  ['rested', day.from, /had rung at .* and was not re-armed/],
  ['cooling', day.to, /silent after a ring until/],
  ['armed later', day.to, /armed only at/],
  ['not in prices', null, /only the candles of the source did/],
  ['not ready', null, /it was not ready/],
] as const)('says of each moment why it was silent: %s', async (why, at, words) => {
  const moment = { t: day.from + 60_000, direction: 'up', level: 60_000, price: 60_012, why, at } as const;
  await open({ 'alarm.whyNot': () => done({ ...nothing, count: 1, moments: [moment] }) });
  await ask();
  const [item] = within(section()).getAllByRole('listitem');
  expect(section().textContent).toContain('Its condition came true 1 time that day:');
  expect(item?.textContent).toMatch(/00:01:00 ▲ 60,012\.00/);
  expect(item?.textContent).toMatch(words);
});

it('says what the answer is worth', async () => {
  const notSeen = [{ from: day.from, to: day.from + 3_600_000 }];
  const more = { complete: false, intervalMs: 3_600_000, notSeen, pausedSince: day.from };
  const nearest = { price: 59_400, percent: 1.01, t: day.from };
  await open({ 'alarm.whyNot': () => done({ ...nothing, ...more, nearest }) });
  await ask();
  const text = section().textContent ?? '';
  expect(text).toMatch(/Not seen: .*00:00:00 to .*01:00:00\./);
  expect(text).toContain('Prices of part of that day could not be had.');
  expect(text).toContain('Judged by candles of 1 h');
  expect(text).toMatch(/It has been paused since .*00:00:00\./);
});

it('says that it cannot be said, and why not', async () => {
  let answer: ReturnType<NonNullable<Answers['alarm.whyNot']>> = done({ ...nothing, complete: false });
  await open({ 'alarm.whyNot': () => answer });
  await ask();
  expect(section().textContent).toContain('No prices of that day could be had');
  answer = refused('unknown-alarm', 'That alarm is gone.');
  await ask();
  expect(section().textContent).toContain('That alarm is gone.');
});

it('asks for a day that has begun', async () => {
  await open();
  await ask('');
  const field = within(section()).getByLabelText('Day');
  expect(besideField(field)).toBe('Choose a day first.');
  await ask(new Date(now + 3 * 86_400_000).toISOString().slice(0, 10));
  expect(besideField(field)).toBe('That day lies ahead. Choose one that has begun.');
  expect(app.host.calledWith('alarm.whyNot')).toEqual([]);
});

it('an answer about another alarm is not shown under this one', async () => {
  const nearest = { price: 59_400, percent: 1.01, t: day.from };
  await open({ 'alarm.whyNot': () => done({ ...nothing, nearest }) });
  await ask();
  expect(section().textContent).toContain('59,400.00');
  await choose('Alarm', 'BTC/USDT reaches 55,000 from above', section());
  expect(section().textContent).not.toContain('59,400.00');
});

it('is asked beside the alarm too', async () => {
  await open();
  await act(async () => app.store.getState().select(btc.id));
  await press('Why has it not rung? BTC/USDT reaches 60,000 from below');
  const why = await screen.findByRole('region', { name: 'Why has it not rung?' });
  await fill('Day', '2026-01-05', why);
  await press('Look at that day', why);
  expect(app.host.calledWith('alarm.whyNot')).toEqual([{ id: 'up', ...day }]);
});
