import type { TestResult } from '../../src-shared/contract/sound.ts';
import { createBuffers, type Direction, type SoundSettings, usualSettings } from './buffers.ts';

/** `blocked`: the browser wants a click before it lets a page be heard. */
export type SoundState = 'blocked' | 'silent' | 'ringing' | 'unavailable';

export interface RingSound {
  readonly state: () => SoundState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Rings, or stops. However many alarms ring, there is one sound: that of the direction it began with. */
  readonly ring: (on: boolean, direction?: Direction) => void;
  /** Plays one round; nothing while it rings, or plays already. */
  readonly chime: (direction?: Direction) => void;
  /** Plays one round in place of what plays, for somebody who wants to know how it sounds. */
  readonly preview: (direction: Direction) => Promise<TestResult>;
  /** Which sounds are heard, and how loud, from now on. */
  readonly use: (settings: SoundSettings) => void;
  /** Why another sound is heard than the one that was chosen; null where none is. */
  readonly standIn: () => string | null;
  /** Asks the browser again; it agrees while it handles a click or a key. */
  readonly enable: () => Promise<void>;
  readonly dispose: () => void;
}

/** `globalThis.__cryptoAlarmSound`: lets an end-to-end test hear what is played, and how many sounds there are. */
export interface SoundHandle {
  /** Before the volume: silence here means that nothing plays, however low it was set. */
  readonly analyser: AnalyserNode;
  readonly state: SoundState;
  readonly playing: number;
  readonly direction: Direction;
  /** 0 to 1. */
  readonly volume: number;
}

declare global {
  var __cryptoAlarmSound: SoundHandle | undefined;
}

export interface SoundParts {
  /** Undefined where the browser has no Web Audio. */
  readonly createContext: () => AudioContext | undefined;
  /** The user's own file, by when it was chosen. */
  readonly fetchOwn: (at: number) => Promise<ArrayBuffer>;
}

const fadeSeconds = 0.02;
/** A ring that goes on begins softly: nobody is to be frightened. */
const rampSeconds = 5;
/** An own file may be a whole song. */
const longestRoundSeconds = 4;

export function createRingSound(parts: SoundParts): RingSound {
  const context = parts.createContext();
  if (!context) return silentSound();
  const listeners = new Set<() => void>();
  const gain = context.createGain();
  const analyser = context.createAnalyser();
  const loudness = context.createGain();
  gain.connect(analyser);
  analyser.connect(loudness);
  loudness.connect(context.destination);
  gain.gain.value = 0;

  let settings = usualSettings;
  let wanted = false;
  let direction: Direction = 'up';
  /** A chime was asked for and has not begun: its sound is not there yet. */
  let chimeWaits = false;
  let source: AudioBufferSourceNode | null = null;
  let playing = 0;

  const state = (): SoundState => {
    if (context.state !== 'running') return 'blocked';
    return wanted ? 'ringing' : 'silent';
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const buffers = createBuffers(context, parts.fetchOwn, () => {
    follow();
    tell();
  });

  const fadeTo = (volume: number) => {
    gain.gain.cancelScheduledValues(context.currentTime);
    gain.gain.setTargetAtTime(volume, context.currentTime, fadeSeconds / 4);
  };

  const setLoudness = (ramp: boolean) => {
    const now = context.currentTime;
    const full = settings.volume / 100;
    loudness.gain.cancelScheduledValues(now);
    loudness.gain.setValueAtTime(ramp ? full / 10 : full, now);
    if (ramp) loudness.gain.linearRampToValueAtTime(full, now + rampSeconds);
  };

  const end = (ending: AudioBufferSourceNode) => {
    source = null;
    playing -= 1;
    fadeTo(0);
    ending.stop(context.currentTime + fadeSeconds);
  };

  const begin = (sound: AudioBuffer, loop: boolean) => {
    const made = context.createBufferSource();
    made.buffer = sound;
    made.loop = loop;
    made.connect(gain);
    made.addEventListener('ended', () => {
      if (source === made) end(made);
    });
    made.start();
    if (!loop && sound.duration > longestRoundSeconds) made.stop(context.currentTime + longestRoundSeconds);
    source = made;
    playing += 1;
    setLoudness(loop);
    fadeTo(1);
  };

  /** Makes what plays agree with what is wanted. */
  function follow() {
    // A chime under way gives way to the ring, and goes on to its end otherwise.
    if (source !== null && source.loop !== wanted) end(source);
    if (source !== null || (!wanted && !chimeWaits)) return;
    const buffer = buffers.of(direction);
    if (buffer === null) return;
    begin(buffer, wanted);
    chimeWaits = false;
  }

  context.addEventListener('statechange', tell);
  const handle: SoundHandle = {
    analyser,
    get state() {
      return state();
    },
    get playing() {
      return playing;
    },
    get direction() {
      return direction;
    },
    get volume() {
      return settings.volume / 100;
    },
  };
  globalThis.__cryptoAlarmSound = handle;
  const enable = async () => {
    // Refused without a click: the state says so, there is nothing else to do about it.
    await context.resume().catch(() => {});
    tell();
  };
  const chime = (of: Direction = 'up') => {
    if (wanted || source !== null) return;
    direction = of;
    chimeWaits = true;
    if (context.state !== 'running') void enable();
    follow();
  };

  return {
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ring(on, of = 'up') {
      if (on === wanted) return;
      wanted = on;
      if (on) {
        chimeWaits = false;
        direction = of;
      }
      if (on && context.state !== 'running') void enable();
      follow();
      tell();
    },
    chime,
    async preview(of) {
      if (context.state !== 'running') await enable();
      if (!wanted) {
        if (source !== null) end(source);
        chime(of);
      }
      const worked = context.state === 'running';
      return { by: 'page', supported: true, worked, cause: null, standIn: buffers.standIn(of) };
    },
    use(next) {
      settings = next;
      buffers.use(next);
      if (source !== null) setLoudness(false);
      tell();
    },
    standIn: () => buffers.standIn('up') ?? buffers.standIn('down'),
    enable,
    dispose() {
      wanted = false;
      chimeWaits = false;
      if (source !== null) end(source);
      context.removeEventListener('statechange', tell);
      if (globalThis.__cryptoAlarmSound === handle) globalThis.__cryptoAlarmSound = undefined;
      void context.close();
    },
  };
}

/** For a browser without Web Audio: everything else works, and the page says that it cannot be heard. */
function silentSound(): RingSound {
  return {
    state: () => 'unavailable',
    subscribe: () => () => {},
    ring: () => {},
    chime: () => {},
    preview: async () => ({ by: 'page', supported: false, worked: false, cause: null, standIn: null }),
    use: () => {},
    standIn: () => null,
    enable: async () => {},
    dispose: () => {},
  };
}
