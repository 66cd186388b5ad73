// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { type AlarmState, alarmStates } from '../../src-core/alarm.ts';
import { refusalOf } from '../../src-core/life/table.ts';
import { btc, cannedAlarm, cannedSnapshot, eth, now, target } from '../testing/canned.ts';
import { alarmsInAllStates } from '../testing/canned-life.ts';
import { done, refused } from '../testing/fake-host.ts';
import { press, rest } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const rowOf = (state: AlarmState) => {
  const row = document.querySelector<HTMLElement>(`.alarm.${state}`);
  if (!row) throw new Error(`no row ${state}`);
  return row;
};
const offers = (row: HTMLElement, what: RegExp) => within(row).queryByRole('button', { name: what }) !== null;

it.each([
  ['ringing', /^ringing$/, /rings since/],
  ['snoozed', /^snoozed 1[45]:\d\d$/, /silent until/],
  ['armed', /^armed$/, /Reaches the next multiple of 1,000/],
  ['blind', /^no prices$/, /no price for 6 min: cannot be watched/],
  ['cooling', /^cooling 0:4\d$/, /active again at .*, came true 2 more times meanwhile/],
  ['fired', /^fired$/, /rang/],
  ['paused', /^paused$/, /paused: not watched until resumed/],
  ['expired', /^expired$/, /expired .*: not watched any more/],
] as const)('shows that an alarm is %s, and why', async (state, chip, reason) => {
  app = await renderApp(cannedSnapshot({ alarms: alarmsInAllStates }));
  const row = rowOf(state);
  expect(row.querySelector('.alarm-state')?.textContent).toMatch(chip);
  expect(row.textContent).toMatch(reason);
});

it('shows what was set beyond the condition: urgency, cooldown, expiry, note', async () => {
  app = await renderApp(cannedSnapshot({ alarms: alarmsInAllStates }));
  expect(rowOf('armed').textContent).toContain('one chime · goes on, silent for 1 min after a ring');
  expect(rowOf('armed').textContent).toContain('Note: Look at the order book, and at what the others do.');
  expect(rowOf('paused').textContent).toMatch(/silent · ends \d+ \w+, \d\d:\d\d/);
  expect(rowOf('blind').querySelectorAll('.alarm-fact')).toHaveLength(0);
});

it('offers each alarm what its life allows: a pause or its end, and Re-arm where it rests', async () => {
  app = await renderApp(cannedSnapshot({ alarms: alarmsInAllStates }));
  for (const state of alarmStates) {
    const row = rowOf(state);
    const alarm = alarmsInAllStates.find((each) => each.state === state);
    const refused = { pause: refusalOf(state, 'pause'), resume: refusalOf(state, 'resume') };
    // A ring is over both; what counts is the alarm beneath it.
    const rings = state === 'ringing' || state === 'snoozed';
    expect([state, offers(row, /^Pause/)]).toEqual([state, rings ? !alarm?.paused : refused.pause === null]);
    expect([state, offers(row, /^Resume/)]).toEqual([state, rings ? alarm?.paused : refused.resume === null]);
    expect([state, offers(row, /^Re-arm/)]).toEqual([state, state === 'fired']);
    expect(offers(row, /^Edit/) && offers(row, /^Remove/) && offers(row, /^Why/)).toBe(true);
  }
});

it('offers to resume what was paused and rings', async () => {
  const alarm = { ...cannedAlarm(btc, target(60_000)), state: 'ringing', paused: true } as const;
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }));
  expect([offers(rowOf('ringing'), /^Pause/), offers(rowOf('ringing'), /^Resume/)]).toEqual([false, true]);
});

it('says of a paused alarm that its time is over', async () => {
  const more = {
    state: 'paused',
    paused: true,
    expiresAt: now - 60_000,
    reason: { code: 'paused' },
  } as const;
  app = await renderApp(cannedSnapshot({ alarms: [cannedAlarm(btc, target(60_000), more)] }));
  expect(rowOf('paused').textContent).toContain('ended');
});

it('pauses one and resumes one, and says why it could not', async () => {
  app = await renderApp(cannedSnapshot({ alarms: alarmsInAllStates }), {
    'alarm.resume': () => refused('not-paused', 'That alarm is not paused.'),
  });
  await press(/^Pause/, rowOf('armed'));
  await press(/^Resume/, rowOf('paused'));
  expect(app.host.calledWith('alarm.pause')).toEqual([{ ids: ['s3'] }]);
  expect(app.host.calledWith('alarm.resume')).toEqual([{ ids: ['s7'] }]);
  expect(screen.getByText('That alarm is not paused.')).toBeTruthy();
});

it('pauses and resumes all of a pair, and says how many', async () => {
  app = await renderApp(cannedSnapshot({ alarms: alarmsInAllStates }), {
    'alarm.pause': () => done({ changed: 7 }),
    'alarm.resume': () => done({ changed: 1 }),
  });
  await press('Pause all');
  expect(screen.getByText('Paused 7 alarms.')).toBeTruthy();
  await press('Resume all');
  expect(screen.getByText('Resumed 1 alarm.')).toBeTruthy();
  expect(app.host.calledWith('alarm.pause')).toEqual([{ pairId: btc.id }]);
  expect(app.host.calledWith('alarm.resume')).toEqual([{ pairId: btc.id }]);
});

it('pauses all alarms of all pairs; there is nothing to resume as long as none is paused', async () => {
  const alarms = [cannedAlarm(btc, target(60_000)), cannedAlarm(eth, target(3_000))];
  app = await renderApp(cannedSnapshot({ alarms }));
  await press(/All alarms/);
  await screen.findByRole('table');
  expect(screen.queryByRole('button', { name: 'Resume all' })).toBeNull();
  await press('Pause all');
  expect(app.host.calledWith('alarm.pause')).toEqual([{ all: true }]);
});

const explained = {
  armedAt: now - 7_200_000,
  judgedAt: now - 3_000,
  nearest: { percent: 0.41, price: 59_752.1, t: now - 1_800_000 },
  notSeen: [{ from: now - 5_000_000, to: now - 4_000_000 }],
};
const alarm = cannedAlarm(btc, target(60_000), { id: 'w1' });

it('says why it has not rung: state, reason, distance, nearest, last judged, what was not seen', async () => {
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }), {
    'alarm.explain': () => done({ alarm, ...explained }),
  });
  await press(/^Why has it not rung/);
  const panel = await screen.findByRole('region', { name: 'Why has it not rung?' });
  await rest(50);
  const facts = [...panel.querySelectorAll('dl > div')].map((each) => each.textContent);
  expect(facts).toEqual([
    'Statearmed',
    'Reason2.72 % to go',
    'To go2.72 %',
    expect.stringMatching(/^Nearest so far59,752\.10, 0\.41 % away, at .*\d\d:\d\d:\d\d$/),
    expect.stringMatching(/^Last judged.*\d\d:\d\d:\d\d$/),
    expect.stringMatching(/^Armed since.*\d\d:\d\d:\d\d$/),
    expect.stringMatching(/^Not seen.*\d\d:\d\d:\d\d to .*\d\d:\d\d:\d\d$/),
  ]);
  expect(app.host.calledWith('alarm.explain')).toEqual([{ id: 'w1' }]);
  await press(/^Why has it not rung/);
  expect(screen.queryByRole('region', { name: 'Why has it not rung?' })).toBeNull();
});

it('asks why again with every new price', async () => {
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }));
  await press(/^Why has it not rung/);
  await screen.findByRole('region', { name: 'Why has it not rung?' });
  await rest(50);
  expect(document.querySelector('.why')?.textContent).toContain('not armed now');
  await app.send({ pairs: [{ ...btc, t: now + 15_000 }] });
  expect(app.host.calledWith('alarm.explain')).toHaveLength(2);
});

it('says so when it cannot be said why', async () => {
  app = await renderApp(cannedSnapshot({ alarms: [alarm] }), {
    'alarm.explain': () => refused('unknown-alarm', 'That alarm is gone. Somebody may have removed it.'),
  });
  await press(/^Why has it not rung/);
  expect(await screen.findByText('That alarm is gone. Somebody may have removed it.')).toBeTruthy();
});

it('rows keep their place while an alarm is being edited', async () => {
  const [near, far] = [
    cannedAlarm(btc, target(59_000), { percentToGo: 1 }),
    cannedAlarm(btc, target(60_000), { percentToGo: 2 }),
  ];
  app = await renderApp(cannedSnapshot({ alarms: [near, far] }));
  const first = () => document.querySelector('.alarm b')?.textContent;
  await press('Edit: BTC/USDT reaches 60,000 from below');
  await app.send({ alarms: [{ ...far, percentToGo: 0.1 }] });
  expect(first()).toBe('59,000');
  await press('Cancel');
  await act(async () => (document.activeElement as HTMLElement | null)?.blur());
  await rest(50);
  await act(async () => (document.activeElement as HTMLElement | null)?.blur());
  expect(first()).toBe('60,000');
});
