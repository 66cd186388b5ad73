import {
  type BuiltInSound,
  type OwnSoundView,
  type SoundChoice,
  usualSounds,
} from '../../src-shared/contract/sound.ts';
import { soundSamples } from './built-in.ts';

export type Direction = 'up' | 'down';

/** Which sounds are heard, as the host has it. */
export interface SoundSettings {
  readonly up: SoundChoice;
  readonly down: SoundChoice;
  /** Percent. */
  readonly volume: number;
  readonly own: OwnSoundView | null;
}

export const usualSettings: SoundSettings = { ...usualSounds, volume: 80, own: null };

/** An own file that is not there by then is not waited for any longer: something rings. */
const ownWithinMs = 1_500;

/** The sounds of a page, made or fetched when they are needed. */
export interface Buffers {
  /** What is heard for a direction; null while the user's own file is on its way. */
  readonly of: (direction: Direction) => AudioBuffer | null;
  /** Why another sound stands in for the one that was chosen; null where none does. */
  readonly standIn: (direction: Direction) => string | null;
  readonly use: (settings: SoundSettings) => void;
}

type Own =
  | { readonly kind: 'none' }
  | { readonly kind: 'waits'; readonly at: number }
  | { readonly kind: 'there'; readonly at: number; readonly buffer: AudioBuffer }
  | { readonly kind: 'failed'; readonly at: number; readonly cause: string };

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param fetchOwn the user's file, by when it was chosen
 * @param changed told once a file that was waited for is there, or will not come
 */
export function createBuffers(
  context: Pick<AudioContext, 'sampleRate' | 'createBuffer' | 'decodeAudioData'>,
  fetchOwn: (at: number) => Promise<ArrayBuffer>,
  changed: () => void,
): Buffers {
  const made = new Map<BuiltInSound, AudioBuffer>();
  let settings = usualSettings;
  let own: Own = { kind: 'none' };

  const builtIn = (sound: BuiltInSound): AudioBuffer => {
    const known = made.get(sound);
    if (known !== undefined) return known;
    const samples = soundSamples(sound, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    made.set(sound, buffer);
    return buffer;
  };

  const load = async (at: number) => {
    own = { kind: 'waits', at };
    let loaded: Own;
    try {
      const bytes = await inTime(fetchOwn(at), ownWithinMs);
      loaded = { kind: 'there', at, buffer: await inTime(context.decodeAudioData(bytes), ownWithinMs) };
    } catch (error) {
      loaded = { kind: 'failed', at, cause: error instanceof Error ? error.message : String(error) };
    }
    // Another file may have been chosen meanwhile.
    if (own.kind !== 'waits' || own.at !== at) return;
    own = loaded;
    changed();
  };

  return {
    of(direction) {
      const choice = settings[direction];
      if (choice !== 'own') return builtIn(choice);
      if (own.kind === 'there') return own.buffer;
      return own.kind === 'waits' ? null : builtIn(usualSounds[direction]);
    },
    standIn(direction) {
      if (settings[direction] !== 'own') return null;
      if (own.kind === 'failed') return own.cause;
      return own.kind === 'none' ? '' : null;
    },
    use(next) {
      settings = next;
      const isWanted = next.own !== null && (next.up === 'own' || next.down === 'own');
      if (!isWanted || next.own === null) own = { kind: 'none' };
      else if (own.kind === 'none' || own.at !== next.own.at) void load(next.own.at);
    },
  };
}
