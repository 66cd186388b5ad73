// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createShelf, lazyPart } from './lazy-part.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const Hello = ({ to }: { readonly to: string }) => <p>Hello {to}</p>;
const settle = (ms = 0) => act(() => vi.advanceTimersByTimeAsync(ms));

/** Parts that come, or not, as the test says. */
function parts() {
  const state = { there: true, loads: 0 };
  const shelf = createShelf(async () => {
    state.loads += 1;
    if (!state.there) throw new Error('host gone');
    return { Hello };
  });
  return { state, shelf };
}

it('shows a part once it is fetched, and at once the next time', async () => {
  const { state, shelf } = parts();
  const Part = lazyPart(shelf, (fetched) => fetched.Hello);
  const { unmount } = render(<Part to="you" />);
  expect(screen.getByRole('status').textContent).toBe('Fetching');
  await settle();
  expect(screen.getByText('Hello you')).toBeTruthy();
  unmount();
  render(<Part to="me" />);
  expect(screen.getByText('Hello me')).toBeTruthy();
  expect(state.loads).toBe(1);
});

it('says that it cannot be fetched, and tries again when asked', async () => {
  const { state, shelf } = parts();
  state.there = false;
  const Part = lazyPart(shelf, (fetched) => fetched.Hello);
  render(<Part to="you" />);
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('Check that the app is running, then try again.');
  state.there = true;
  await act(async () => screen.getByRole('button', { name: 'Try again' }).click());
  expect(screen.getByText('Hello you')).toBeTruthy();
});

it('what nobody asked for shows nothing until it is there, and tries again by itself', async () => {
  const { state, shelf } = parts();
  state.there = false;
  const Part = lazyPart(shelf, (fetched) => fetched.Hello, 'quietly');
  const { container } = render(<Part to="you" />);
  // Effects run between.
  for (const ms of [0, 2_000, 2_000]) await settle(ms);
  expect(container.innerHTML).toBe('');
  expect(state.loads).toBe(3);
  state.there = true;
  await settle(2_000);
  expect(screen.getByText('Hello you')).toBeTruthy();
  await settle(10_000);
  expect(state.loads).toBe(4);
});
