// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { createFrameTeller } from './frame.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function frames() {
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((callback) => {
    last += 1;
    waiting.set(last, callback);
    return last;
  });
  vi.spyOn(globalThis, 'cancelAnimationFrame').mockImplementation((id) => void waiting.delete(id));
  return () => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback(0);
  };
}

test('many updates between two frames are told once', () => {
  const paint = frames();
  const tell = vi.fn();
  const whenToTell = createFrameTeller();
  for (let count = 0; count < 50; count += 1) whenToTell(tell);
  expect(tell).not.toHaveBeenCalled();
  paint();
  expect(tell).toHaveBeenCalledTimes(1);
  whenToTell(tell);
  paint();
  expect(tell).toHaveBeenCalledTimes(2);
});

test('a page out of sight has no frames and is told at once, also while a frame is still due', () => {
  frames();
  const tell = vi.fn();
  const whenToTell = createFrameTeller();
  whenToTell(tell);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  whenToTell(tell);
  expect(tell).toHaveBeenCalledTimes(1);
});

test('a page in sight whose frames stay away is told after a second, once', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const paint = frames();
  const tell = vi.fn();
  const whenToTell = createFrameTeller();
  for (let count = 0; count < 50; count += 1) whenToTell(tell);
  vi.advanceTimersByTime(999);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(tell).toHaveBeenCalledTimes(1);
  whenToTell(tell);
  paint();
  vi.advanceTimersByTime(5_000);
  expect(tell).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
