// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { btc, cannedAlarm, cannedSnapshot, target } from '../testing/canned.ts';
import { drawn, topPrice } from '../testing/fake-chart.ts';
import { done, refused } from '../testing/fake-host.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('./price-chart.ts', () => import('../testing/fake-chart.ts'));

const alarm = cannedAlarm(btc, target(60_000), { id: 'mine', upLevel: 60_000 });
const channel = cannedAlarm(
  btc,
  { kind: 'channel', low: 57_000, high: 59_500, when: 'leaves' },
  { id: 'two', upLevel: 59_500, downLevel: 57_000 },
);

let app: RenderedApp;
beforeEach(async () => {
  app = await renderApp(cannedSnapshot({ alarms: [alarm, channel] }));
  Object.assign(Element.prototype, { setPointerCapture: () => {}, scrollIntoView: () => {} });
});
afterEach(() => app.stop());

const level = () => screen.getByRole('slider', { name: /^Level of the alarm/ });
const stage = () => level().parentElement as HTMLElement;
const yOf = (price: number) => topPrice - price;
const pointer = (type: 'pointerDown' | 'pointerMove' | 'pointerUp', price: number, x = 300) =>
  act(async () => {
    const event = new MouseEvent(type.toLowerCase(), {
      bubbles: true,
      cancelable: true,
      clientX: x,
      clientY: yOf(price),
    });
    fireEvent(stage(), Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: 'mouse' }));
  });
const key = (name: string) =>
  act(async () => {
    fireEvent.keyDown(level(), { key: name });
  });
const edits = () => app.host.calledWith('alarm.edit');
const moved = () => drawn.levels.find((one) => one.alarmId === 'mine')?.price;
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
  });

it('a line that is dragged changes its alarm, and Undo changes it back', async () => {
  await pointer('pointerDown', 60_002);
  await pointer('pointerMove', 59_000);
  expect(moved()).toBe(59_000);
  expect(level().getAttribute('aria-valuetext')).toContain('59,000 · from below · 1.01 % above');
  expect(edits()).toEqual([]);
  await pointer('pointerUp', 59_000);
  expect(edits()).toEqual([{ id: 'mine', condition: target(59_000) }]);
  expect(screen.getByText('Changed: BTC/USDT reaches 59,000 from below.')).toBeTruthy();
  await press('Undo');
  expect(edits().at(-1)).toEqual({ id: 'mine', condition: target(60_000) });
});

it('dragged across the price it rings from the other side, and says so while it is dragged', async () => {
  await pointer('pointerDown', 60_000);
  await pointer('pointerMove', 57_500);
  expect(level().getAttribute('aria-valuetext')).toContain('from above');
  await pointer('pointerUp', 57_500);
  expect(edits()).toEqual([{ id: 'mine', condition: target(57_500, 'down') }]);
});

it('an end of a channel is dragged alone', async () => {
  await pointer('pointerDown', 57_000);
  await pointer('pointerMove', 56_000);
  await pointer('pointerUp', 56_000);
  expect(edits()).toEqual([{ id: 'two', condition: { ...channel.condition, low: 56_000 } }]);
});

it('Escape leaves a line that is dragged where it was', async () => {
  await pointer('pointerDown', 60_000);
  await pointer('pointerMove', 59_000);
  await act(async () => void fireEvent.keyDown(document.body, { key: 'Escape' }));
  await pointer('pointerUp', 59_000);
  expect(edits()).toEqual([]);
  expect(moved()).toBe(60_000);
});

it('a press beside every line, or without a move, changes nothing', async () => {
  await pointer('pointerDown', 60_300);
  await pointer('pointerMove', 59_000);
  await pointer('pointerUp', 59_000);
  await pointer('pointerDown', 60_000);
  await pointer('pointerMove', 60_001);
  await pointer('pointerUp', 60_001);
  expect(edits()).toEqual([]);
});

it('arrow keys move it by round steps, Enter sets it, Escape leaves it', async () => {
  await key('ArrowUp');
  expect(moved()).toBe(60_100);
  await key('PageDown');
  expect(moved()).toBe(59_100);
  await key('Escape');
  expect(moved()).toBe(60_000);
  await key('ArrowDown');
  await key('Enter');
  expect(edits()).toEqual([{ id: 'mine', condition: target(59_900) }]);
});

it('a change that is refused is told, and the line goes back', async () => {
  app.host.answers['alarm.edit'] = () => refused('storage-failed', 'The disk is full.');
  await key('ArrowUp');
  await key('Enter');
  expect(screen.getByText('The disk is full.')).toBeTruthy();
  expect(moved()).toBe(60_000);
});

it('a click at a price says what an alarm there would do, adds it, and Undo removes it', async () => {
  app.host.answers['alarm.add'] = ({ condition }) =>
    done({ alarm: cannedAlarm(btc, condition, { id: 'new' }), alreadyTrue: false });
  await act(async () => drawn.click(60_119.6));
  expect(screen.getByRole('dialog', { name: 'Alarm at 60,120' }).textContent).toContain(
    'Rings when BTC/USDT reaches 60,120 from below, 2.92 % away.',
  );
  expect(app.host.calledWith('alarm.add')).toEqual([]);
  await press('Add alarm at 60,120');
  expect(app.host.calledWith('alarm.add')).toEqual([{ pairId: btc.id, condition: target(60_120) }]);
  expect(screen.queryByRole('dialog')).toBeNull();
  await press('Undo');
  expect(app.host.calledWith('alarm.remove')).toEqual([{ id: 'new' }]);
});

it('or brings the price into the form', async () => {
  await act(async () => drawn.click(57_000));
  await press('More choices');
  expect(app.store.getState().drafts[btc.id]).toMatchObject({
    kind: 'target',
    price: '57,000',
    direction: 'down',
  });
  expect(app.host.calledWith('alarm.add')).toEqual([]);
});
