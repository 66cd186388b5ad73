import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRingSound } from './ring-sound.ts';

/** A Web Audio context that counts what is started and stopped. */
function fakeContext(state: 'running' | 'suspended' = 'running') {
  const started: { loop: boolean; stopped: boolean; buffer: unknown; end: () => void }[] = [];
  const events = new EventTarget();
  const node = () => ({ connect: () => {} });
  const ramps: number[] = [];
  const param = {
    value: 0,
    cancelScheduledValues: () => {},
    setTargetAtTime: () => {},
    setValueAtTime: () => {},
    linearRampToValueAtTime: (to: number) => void ramps.push(to),
  };
  const context = {
    state: state as string,
    currentTime: 0,
    sampleRate: 8_000,
    destination: {},
    createGain: () => ({ ...node(), gain: param }),
    createAnalyser: () => node(),
    createBuffer: (_: number, length: number) => ({ made: length, copyToChannel: () => {} }),
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
    decodeAudioData: async () => ({ made: 'own' }),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    resume: vi.fn(async () => {
      context.state = 'running';
      events.dispatchEvent(new Event('statechange'));
    }),
    close: async () => {},
  };
  return { context: context as unknown as AudioContext, raw: context, started, ramps };
}

const parts = (context: AudioContext, fetchOwn = async () => new ArrayBuffer(8)) => ({
  createContext: () => context,
  fetchOwn,
});
const own = { name: 'gong.mp3', type: 'audio/mpeg', bytes: 8, at: 1 } as const;

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

describe('which sound is heard', () => {
  const sizes = (started: readonly { buffer: unknown }[]) =>
    started.map(({ buffer }) => (buffer as { made: unknown }).made);

  it('is another one for each direction, and stays the one a ring began with', () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context));
    sound.use({ up: 'rise', down: 'bell', volume: 50, own: null });
    sound.ring(true, 'down');
    sound.ring(true, 'up');
    sound.ring(false);
    sound.ring(true, 'up');
    expect(sizes(started)).toEqual([14_400, 8_800]);
  });

  it('a ring grows to the volume that was set, a chime has it at once', () => {
    const { context, ramps } = fakeContext();
    const sound = createRingSound(parts(context));
    sound.use({ up: 'rise', down: 'fall', volume: 50, own: null });
    sound.chime('up');
    expect(ramps).toEqual([]);
    sound.ring(true, 'up');
    expect(ramps).toEqual([0.5]);
  });

  it('is the own file once it has come, and not before', async () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context));
    sound.use({ up: 'own', down: 'fall', volume: 80, own });
    sound.ring(true, 'up');
    expect(started).toEqual([]);
    await vi.waitFor(() => expect(sizes(started)).toEqual(['own']));
    expect(sound.standIn()).toBeNull();
  });

  it('is the usual one where the own file cannot be had, and that is said', async () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context, () => Promise.reject(new Error('404'))));
    sound.use({ up: 'own', down: 'own', volume: 80, own });
    sound.ring(true, 'down');
    await vi.waitFor(() => expect(sizes(started)).toEqual([8_800]));
    expect(sound.standIn()).toBe('404');
    expect(await sound.preview('up')).toMatchObject({ worked: true, standIn: '404' });
  });

  it('is the usual one where an own file was chosen and is there no more', () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context));
    sound.use({ up: 'own', down: 'fall', volume: 80, own: null });
    sound.chime('up');
    expect([sizes(started), sound.standIn()]).toEqual([[8_800], '']);
  });

  it('can be tried, also while a chime plays', async () => {
    const { context, started } = fakeContext();
    const sound = createRingSound(parts(context));
    await sound.preview('up');
    expect(await sound.preview('down')).toMatchObject({ by: 'page', worked: true });
    expect(started).toMatchObject([{ stopped: true }, { stopped: false }]);
  });
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
    sound.use({ up: 'own', down: 'fall', volume: 80, own });
    sound.chime();
    sound.ring(true);
    sound.ring(false);
    sound.ring(true);
    await vi.waitFor(() => expect(started).toHaveLength(1));
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
    fetchOwn: async () => new ArrayBuffer(0),
  });
  sound.ring(true);
  expect(sound.state()).toBe('unavailable');
});
