import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTitleBlinker } from './blink-title.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('alternates between what rings and the name of the app', () => {
  const page = { title: 'App' };
  const blinker = createTitleBlinker(page, 'App');
  blinker.show('Ringing');
  const seen = [page.title];
  for (let second = 0; second < 3; second++) {
    vi.advanceTimersByTime(1_000);
    seen.push(page.title);
  }
  expect(seen).toEqual(['Ringing', 'App', 'Ringing', 'App']);
});

it('regression 12: two alarms at once share one timer, and the title is restored after both', () => {
  const page = { title: 'App' };
  const blinker = createTitleBlinker(page, 'App');
  blinker.show('Ringing: A');
  blinker.show('Ringing: A and 1 more');
  expect(vi.getTimerCount()).toBe(1);
  blinker.show('');
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(5_000);
  expect(page.title).toBe('App');
});
