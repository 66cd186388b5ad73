/** `npm run sound -- FOLDER`: writes the built-in sounds as WAV files, to listen to them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { soundSamples } from '../src-renderer/sound/built-in.ts';
import { builtInSounds } from '../src-shared/contract/sound.ts';

const rate = 44_100;

/** A WAV file: 16 bit, one channel. */
export function wavOf(samples: Float32Array, sampleRate: number): Buffer {
  const data = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, index) => data.writeInt16LE(Math.round(sample * 32_767), index * 2));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

if (import.meta.main) {
  const [folder = 'sounds'] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  for (const sound of builtInSounds) {
    writeFileSync(path.join(folder, `${sound}.wav`), wavOf(soundSamples(sound, rate), rate));
  }
}
