import type { BuiltInSound } from '../../src-shared/contract/sound.ts';

/** One tone of a sound; its overtones are parts of the first one's loudness, by their number. */
interface Tone {
  readonly at: number;
  readonly hertz: number;
  readonly seconds: number;
}

interface Recipe {
  /** One round, rest included, in seconds. */
  readonly seconds: number;
  readonly tones: readonly Tone[];
  /** Frequency as a multiple of the tone's, and loudness. */
  readonly overtones: readonly (readonly [multiple: number, loudness: number])[];
  /** How fast a tone fades: 0 stays, 3 is a struck string, 9 a piece of wood. */
  readonly decay: number;
}

const tone = (at: number, hertz: number, seconds: number): Tone => ({ at, hertz, seconds });
const soft = [
  [1, 1],
  [2, 0.35],
  [3, 0.12],
] as const;
const metal = [
  [1, 1],
  [2.76, 0.4],
  [5.4, 0.16],
] as const;
const wood = [
  [1, 1],
  [4, 0.22],
] as const;

/** Our own, so that they need nobody's licence; a rise goes up and a fall goes down, to be told apart without looking. */
const recipes: Readonly<Record<BuiltInSound, Recipe>> = {
  rise: {
    seconds: 1.1,
    tones: [tone(0, 880, 0.2), tone(0.16, 1174.66, 0.26), tone(0.46, 880, 0.2), tone(0.62, 1174.66, 0.3)],
    overtones: soft,
    decay: 3.2,
  },
  fall: {
    seconds: 1.1,
    tones: [tone(0, 880, 0.2), tone(0.16, 587.33, 0.28), tone(0.46, 880, 0.2), tone(0.62, 587.33, 0.34)],
    overtones: soft,
    decay: 3.2,
  },
  bell: { seconds: 1.8, tones: [tone(0, 659.26, 1.5)], overtones: metal, decay: 2.6 },
  marimba: {
    seconds: 1.4,
    tones: [tone(0, 523.25, 0.4), tone(0.18, 659.26, 0.4), tone(0.36, 783.99, 0.4), tone(0.54, 1046.5, 0.5)],
    overtones: wood,
    decay: 9,
  },
  pulse: {
    seconds: 1.2,
    tones: [tone(0, 740, 0.09), tone(0.16, 740, 0.09), tone(0.32, 740, 0.09), tone(0.48, 740, 0.09)],
    overtones: soft,
    decay: 0.8,
  },
  beacon: {
    seconds: 1.3,
    tones: [tone(0, 987.77, 0.42), tone(0.46, 698.46, 0.42)],
    overtones: soft,
    decay: 0.4,
  },
};
const attack = 0.006;
const release = 0.03;
const peak = 0.82;

/** Rises and falls to nothing, so that neither a tone nor the loop clicks. */
function envelope(t: number, seconds: number, decay: number): number {
  const rise = Math.min(1, t / attack);
  const fall = Math.min(1, (seconds - t) / release);
  return Math.sin((Math.PI / 2) * rise) * Math.sin((Math.PI / 2) * fall) * Math.exp(-decay * t);
}

function addTone(samples: Float32Array, { at, hertz, seconds }: Tone, recipe: Recipe, rate: number): void {
  const first = Math.ceil(at * rate);
  const last = Math.min(samples.length, Math.floor((at + seconds) * rate));
  for (let index = first; index < last; index += 1) {
    const t = index / rate - at;
    const phase = 2 * Math.PI * hertz * t;
    let sum = 0;
    for (const [multiple, loudness] of recipe.overtones) sum += loudness * Math.sin(multiple * phase);
    samples[index] = (samples[index] ?? 0) + envelope(t, seconds, recipe.decay) * sum;
  }
}

/** One round of a sound as samples between -1 and 1, from silence to silence: it loops without a gap. */
export function soundSamples(sound: BuiltInSound, rate: number): Float32Array<ArrayBuffer> {
  const recipe = recipes[sound];
  const samples = new Float32Array(Math.round(recipe.seconds * rate));
  for (const one of recipe.tones) addTone(samples, one, recipe, rate);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (sample / loudest) * peak);
}
