import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenHeard } from './when-heard.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits until the analyser hears something, and no longer', async () => {
  let loudness = 0;
  const analyser = { fftSize: 8, getFloatTimeDomainData: (to: Float32Array) => void to.fill(loudness) };
  const told = vi.fn();
  void whenHeard(() => analyser).then(told);
  await vi.advanceTimersByTimeAsync(4_000);
  // The noise of an analyser that hears nothing.
  loudness = 0.005;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).not.toHaveBeenCalled();
  loudness = -0.4;
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

it('waits for a sound that is not there yet', async () => {
  let analyser: { fftSize: number; getFloatTimeDomainData: (to: Float32Array) => void } | undefined;
  const told = vi.fn();
  void whenHeard(() => analyser).then(told);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).not.toHaveBeenCalled();
  analyser = { fftSize: 4, getFloatTimeDomainData: (to) => void to.fill(0.5) };
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toHaveBeenCalledTimes(1);
});
