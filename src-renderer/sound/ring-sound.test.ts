import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { wavOf } from '../../scripts/make-sound.ts';
import { chimeRate, chimeSamples } from './chime.ts';
import { createRingSound } from './ring-sound.ts';

/** A Web Audio context that counts what is started and stopped. */
function fakeContext(state: 'running' | 'suspended' = 'running') {
  const started: { loop: boolean; stopped: boolean }[] = [];
  const events = new EventTarget();
  const node = () => ({ connect: () => {} });
  const param = { value: 0, cancelScheduledValues: () => {}, setTargetAtTime: () => {} };
  const context = {
    state: state as string,
    currentTime: 0,
    sampleRate: 8_000,
    destination: {},
    createGain: () => ({ ...node(), gain: param }),
    createAnalyser: () => node(),
    createBuffer: () => ({ copyToChannel: () => {} }),
    createBufferSource: () => {
      const source = {
        loop: false,
        stopped: false,
        buffer: null,
        ...node(),
        start: () => {},
        stop: () => {},
      };
      source.start = () => void started.push(source);
      source.stop = () => {
        source.stopped = true;
      };
      return source;
    },
    decodeAudioData: async () => ({}),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    resume: vi.fn(async () => {
      context.state = 'running';
      events.dispatchEvent(new Event('statechange'));
    }),
    close: async () => {},
  };
  return { context: context as unknown as AudioContext, raw: context, started };
}

const parts = (context: AudioContext, fetchSound = async () => new ArrayBuffer(8)) => ({
  createContext: () => context,
  fetchSound,
});

afterEach(() => {
  globalThis.__cryptoAlarmSound = undefined;
});

it('regression 12: however often it is told to ring, there is one sound, and none after it is told to stop', async () => {
  const { context, started } = fakeContext();
  const sound = createRingSound(parts(context));
  await vi.waitFor(() => {
    sound.ring(true);
    expect(started).toHaveLength(1);
  });
  sound.ring(true);
  sound.ring(true);
  expect(started).toHaveLength(1);
  expect(started[0]?.loop).toBe(true);
  expect(globalThis.__cryptoAlarmSound).toMatchObject({ playing: 1, state: 'ringing' });
  sound.ring(false);
  expect(started.every((source) => source.stopped)).toBe(true);
  expect(globalThis.__cryptoAlarmSound).toMatchObject({ playing: 0, state: 'silent' });
});

it('rings as soon as the sound is there, if it was told to before', async () => {
  const { context, started } = fakeContext();
  createRingSound(parts(context)).ring(true);
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

it('rings with the chime of its own when the file cannot be had', async () => {
  const { context, started } = fakeContext();
  const sound = createRingSound(parts(context, () => Promise.reject(new Error('host gone'))));
  sound.ring(true);
  await vi.waitFor(() => expect(started).toHaveLength(1));
});

it('says that the browser blocks it, and tells when it does not any more', async () => {
  const { context } = fakeContext('suspended');
  const sound = createRingSound(parts(context));
  expect(sound.state()).toBe('blocked');
  const told = vi.fn();
  sound.subscribe(told);
  await sound.enable();
  expect(sound.state()).toBe('silent');
  expect(told).toHaveBeenCalled();
});

it('says that there is no sound where the browser has no Web Audio', () => {
  const sound = createRingSound({
    createContext: () => undefined,
    fetchSound: async () => new ArrayBuffer(0),
  });
  sound.ring(true);
  expect(sound.state()).toBe('unavailable');
});

it('the chime is short, begins and ends in silence, never clips and never clicks', () => {
  const samples = chimeSamples();
  const seconds = samples.length / chimeRate;
  expect(seconds).toBeGreaterThan(0.6);
  expect(seconds).toBeLessThan(1.2);
  expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  expect(samples.every((sample) => Math.abs(sample) < 0.9)).toBe(true);
  // The steepest a sine of its highest overtone gets; a click is a step far above that.
  const steepest = samples.reduce(
    (most, sample, at) => Math.max(most, Math.abs(sample - (samples[at - 1] ?? 0))),
    0,
  );
  expect(steepest).toBeLessThan(0.35);
});

it('the committed file is what the script writes', () => {
  const file = readFileSync(new URL('../../assets/sound/alarm.wav', import.meta.url));
  expect(file.equals(wavOf(chimeSamples(), chimeRate))).toBe(true);
});
