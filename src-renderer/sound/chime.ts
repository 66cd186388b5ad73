export const chimeRate = 44_100;

interface Tone {
  readonly at: number;
  readonly hertz: number;
  readonly seconds: number;
}

/** Two rising tones, a quiet repetition, and a rest: clear without being a siren. Our own, so it needs nobody's licence. */
const tones: readonly Tone[] = [
  { at: 0, hertz: 880, seconds: 0.2 },
  { at: 0.16, hertz: 1174.66, seconds: 0.26 },
  { at: 0.46, hertz: 880, seconds: 0.2 },
  { at: 0.62, hertz: 1174.66, seconds: 0.3 },
];
const length = 1.1;
const attack = 0.006;
const release = 0.03;
const peak = 0.82;

/** Rises and falls to nothing, so that neither a tone nor the loop clicks. */
function envelope(t: number, seconds: number): number {
  const rise = Math.min(1, t / attack);
  const fall = Math.min(1, (seconds - t) / release);
  return Math.sin((Math.PI / 2) * rise) * Math.sin((Math.PI / 2) * fall) * Math.exp(-3.2 * t);
}

function toneAt(tone: Tone, time: number): number {
  const t = time - tone.at;
  if (t < 0 || t >= tone.seconds) return 0;
  const phase = 2 * Math.PI * tone.hertz * t;
  return (
    envelope(t, tone.seconds) * (Math.sin(phase) + 0.35 * Math.sin(2 * phase) + 0.12 * Math.sin(3 * phase))
  );
}

/** One round of the chime as samples between -1 and 1, from silence to silence: it loops without a gap. */
export function chimeSamples(rate: number = chimeRate): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(length * rate));
  for (let index = 0; index < samples.length; index++) {
    samples[index] = tones.reduce((sum, tone) => sum + toneAt(tone, index / rate), 0);
  }
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (sample / loudest) * peak);
}
