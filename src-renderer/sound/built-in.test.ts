import { expect, it } from 'vitest';
import { builtInSounds } from '../../src-shared/contract/sound.ts';
import { soundSamples } from './built-in.ts';

const rate = 44_100;

it.each(builtInSounds)('%s is short, begins and ends in silence, never clips and never clicks', (sound) => {
  const samples = soundSamples(sound, rate);
  const seconds = samples.length / rate;
  expect(seconds).toBeGreaterThan(0.6);
  expect(seconds).toBeLessThan(2);
  expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  expect(samples.every((sample) => Math.abs(sample) < 0.9)).toBe(true);
  // The steepest a sine of its highest overtone gets; a click is a step far above that.
  const steepest = samples.reduce(
    (most, sample, at) => Math.max(most, Math.abs(sample - (samples[at - 1] ?? 0))),
    0,
  );
  expect(steepest).toBeLessThan(0.5);
});

it('no two sound alike', () => {
  const all = builtInSounds.map((sound) => soundSamples(sound, 8_000).join());
  expect(new Set(all).size).toBe(builtInSounds.length);
});
