// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, ethRing, solRing } from '../testing/canned.ts';
import { type FakeSound, fakeSound, type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
let sound: FakeSound;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  app.stop();
  vi.useRealTimers();
});

const dialog = () => screen.getByRole('alertdialog');
const dismiss = () => within(dialog()).getByRole('button', { name: /^Dismiss( all.*)?$/ });
const pageBar = () => document.querySelector('header .bar-line');
const passing = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

async function open(ringing: Parameters<typeof cannedSnapshot>[0]) {
  sound = fakeSound('blocked');
  app = await renderApp(cannedSnapshot(ringing), {}, sound);
  await passing(700);
}

it('leaves the dialog as it is when a press on Dismiss allows the sound', async () => {
  await open({ ringing: [ethRing] });
  const before = [...dialog().children].map((child) => child.textContent);
  await act(async () => {
    fireEvent.pointerDown(dismiss());
    sound.allow();
  });
  expect([...dialog().children].map((child) => child.textContent)).toEqual(before);
  await act(async () => {
    fireEvent.pointerUp(dismiss());
    fireEvent.click(dismiss());
  });
  await passing(10);
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [ethRing.id] }]);
});

it('keeps the room of the bar in the dialog once the sound is on, and says so', async () => {
  await open({ ringing: [ethRing] });
  const places = dialog().children.length;
  await act(async () => sound.allow());
  expect(dialog().children).toHaveLength(places);
  expect(within(dialog()).getByText('Sound is on.')).toBeTruthy();
  expect(within(dialog()).queryByRole('button', { name: 'Enable sound' })).toBeNull();
  await app.send({ ringing: [] });
  await app.send({ ringing: [solRing] });
  expect(within(dialog()).queryByText('Sound is on.')).toBeNull();
});

it('asks at once in a dialog that opens on a page that has been asking', async () => {
  await open({});
  await app.send({ ringing: [ethRing] });
  expect(within(dialog()).getByRole('button', { name: 'Enable sound' })).toBeTruthy();
});

it('does not move the page under a press: the bar at the top goes after the click', async () => {
  await open({});
  const button = screen.getByRole('button', { name: 'History' });
  await act(async () => {
    fireEvent.pointerDown(button);
    sound.allow();
  });
  await passing(300);
  expect(pageBar()).toBeTruthy();
  await act(async () => {
    fireEvent.pointerUp(button);
  });
  expect(pageBar()).toBeTruthy();
  await act(async () => {
    fireEvent.click(button);
  });
  await passing(10);
  expect(pageBar()).toBeNull();
});

it('a press whose end is never told holds nothing up for long', async () => {
  await open({});
  await act(async () => {
    fireEvent.pointerDown(document.body);
    sound.allow();
  });
  await passing(2_100);
  expect(pageBar()).toBeNull();
});

it('a ring that joins while Dismiss is pressed waits, and is not dismissed unread', async () => {
  await open({ ringing: [ethRing] });
  await act(async () => {
    fireEvent.pointerDown(dismiss());
  });
  await app.send({ ringing: [ethRing, solRing] });
  expect(within(dialog()).getAllByRole('listitem')).toHaveLength(1);
  await act(async () => {
    fireEvent.pointerUp(dismiss());
    fireEvent.click(dismiss());
  });
  await passing(10);
  expect(app.host.calledWith('ring.dismiss')).toEqual([{ ids: [ethRing.id] }]);
  expect(within(dialog()).getAllByRole('listitem')).toHaveLength(2);
});

it('a first ring and the end of all rings wait for no pointer', async () => {
  await open({});
  fireEvent.pointerDown(document.body);
  await app.send({ ringing: [ethRing] });
  expect(dialog()).toBeTruthy();
  await app.send({ ringing: [] });
  expect(screen.queryByRole('alertdialog')).toBeNull();
});
