// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { createFrameTeller } from './frame.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function frames() {
  const waiting: FrameRequestCallback[] = [];
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((callback) => waiting.push(callback));
  return () => {
    for (const callback of waiting.splice(0)) callback(0);
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
