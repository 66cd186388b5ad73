import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wavOf } from '../../scripts/make-sound.ts';
import { chimeRate, chimeSamples } from './chime.ts';
import { createRingSound } from './ring-sound.ts';

/** A Web Audio context that counts what is started and stopped. */
function fakeContext(state: 'running' | 'suspended' = 'running') {
  const started: { loop: boolean; stopped: boolean; end: () => void }[] = [];
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
        end: () => {},
        addEventListener: (_: 'ended', listener: () => void) => {
          source.end = listener;
        },
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

describe('the chime', () => {
  /** A sound that has its file, with the chime asked for. */
  async function chiming(state: 'running' | 'suspended' = 'running') {
    const made = fakeContext(state);
    const sound = createRingSound(parts(made.context));
    sound.chime();
    await vi.waitFor(() => expect(made.started).toHaveLength(1));
    return { ...made, sound };
  }

  it('is played once, and is over by itself', async () => {
    const { started, sound } = await chiming();
    expect(started).toMatchObject([{ loop: false, stopped: false }]);
    expect(globalThis.__cryptoAlarmSound?.playing).toBe(1);
    sound.chime();
    expect(started).toHaveLength(1);
    started[0]?.end();
    expect(globalThis.__cryptoAlarmSound?.playing).toBe(0);
    sound.chime();
    expect(started).toHaveLength(2);
  });

  it('gives way to the ring, whose end is its own', async () => {
    const { started, sound } = await chiming();
    sound.ring(true);
    expect(started).toMatchObject([
      { loop: false, stopped: true },
      { loop: true, stopped: false },
    ]);
    started[0]?.end();
    sound.chime();
    expect([started.length, globalThis.__cryptoAlarmSound?.playing]).toEqual([2, 1]);
    sound.ring(false);
    expect([started.length, globalThis.__cryptoAlarmSound?.playing]).toEqual([2, 0]);
  });

  it('goes on to its end while nothing rings any more', async () => {
    const { started, sound } = await chiming();
    sound.ring(false);
    expect(started).toMatchObject([{ stopped: false }]);
    sound.dispose();
    expect(started).toMatchObject([{ stopped: true }]);
  });

  it('asks a browser that blocks it', async () => {
    const { raw } = await chiming('suspended');
    expect(raw.resume).toHaveBeenCalledTimes(1);
  });

  it('is not played after the ring that took its place', async () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context));
    sound.chime();
    sound.ring(true);
    sound.ring(false);
    await vi.waitFor(() => {
      sound.ring(true);
      expect(started).toHaveLength(1);
    });
    sound.ring(false);
    expect(started).toMatchObject([{ loop: true }]);
  });
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
