import { chimeSamples } from './chime.ts';

/** `blocked`: the browser wants a click before it lets a page be heard. */
export type SoundState = 'blocked' | 'silent' | 'ringing' | 'unavailable';

export interface RingSound {
  readonly state: () => SoundState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Rings, or stops. However many alarms ring, there is one sound. */
  readonly ring: (on: boolean) => void;
  /** Plays the chime once; nothing while it rings, or plays already. */
  readonly chime: () => void;
  /** Asks the browser again; it agrees while it handles a click or a key. */
  readonly enable: () => Promise<void>;
  readonly dispose: () => void;
}

/** `globalThis.__cryptoAlarmSound`: lets an end-to-end test hear what is played, and how many sounds there are. */
export interface SoundHandle {
  readonly analyser: AnalyserNode;
  readonly state: SoundState;
  readonly playing: number;
}

declare global {
  var __cryptoAlarmSound: SoundHandle | undefined;
}

export interface SoundParts {
  /** Undefined where the browser has no Web Audio. */
  readonly createContext: () => AudioContext | undefined;
  readonly fetchSound: () => Promise<ArrayBuffer>;
}

const fadeSeconds = 0.02;

/** The chime itself where its file cannot be had: a host that died while an alarm rings must not make it silent. */
function ownChime(context: AudioContext): AudioBuffer {
  const samples = chimeSamples(context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  return buffer;
}

export function createRingSound(parts: SoundParts): RingSound {
  const context = parts.createContext();
  if (!context) return silentSound();
  const listeners = new Set<() => void>();
  const gain = context.createGain();
  const analyser = context.createAnalyser();
  gain.connect(analyser);
  analyser.connect(context.destination);
  gain.gain.value = 0;

  let wanted = false;
  /** A chime was asked for and has not begun: its sound is not there yet. */
  let chimeWaits = false;
  let source: AudioBufferSourceNode | null = null;
  let playing = 0;
  let buffer: AudioBuffer | null = null;
  const loading = parts
    .fetchSound()
    .then((bytes) => context.decodeAudioData(bytes))
    .catch(() => ownChime(context))
    .then((decoded) => {
      buffer = decoded;
      follow();
    });

  const state = (): SoundState => {
    if (context.state !== 'running') return 'blocked';
    return wanted ? 'ringing' : 'silent';
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const fadeTo = (volume: number) => {
    gain.gain.cancelScheduledValues(context.currentTime);
    gain.gain.setTargetAtTime(volume, context.currentTime, fadeSeconds / 4);
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
    source = made;
    playing += 1;
    fadeTo(1);
  };

  /** Makes what plays agree with what is wanted. */
  function follow() {
    // A chime under way gives way to the ring, and goes on to its end otherwise.
    if (source !== null && source.loop !== wanted) end(source);
    if (source !== null || buffer === null) return;
    if (wanted || chimeWaits) begin(buffer, wanted);
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
  };
  globalThis.__cryptoAlarmSound = handle;
  const enable = async () => {
    // Refused without a click: the state says so, there is nothing else to do about it.
    await context.resume().catch(() => {});
    tell();
  };

  return {
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ring(on) {
      if (on === wanted) return;
      wanted = on;
      if (on) chimeWaits = false;
      if (on && context.state !== 'running') void enable();
      follow();
      tell();
    },
    chime() {
      if (wanted || source !== null) return;
      chimeWaits = true;
      if (context.state !== 'running') void enable();
      follow();
    },
    enable,
    dispose() {
      wanted = false;
      chimeWaits = false;
      if (source !== null) end(source);
      context.removeEventListener('statechange', tell);
      if (globalThis.__cryptoAlarmSound === handle) globalThis.__cryptoAlarmSound = undefined;
      void loading.then(async () => context.close());
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
    enable: async () => {},
    dispose: () => {},
  };
}
