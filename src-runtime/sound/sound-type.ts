import type { OwnSoundView } from '../../src-shared/contract/sound.ts';

type SoundType = OwnSoundView['type'];

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  return new TextEncoder().encode(text).every((byte, index) => bytes[at + index] === byte);
}

/** A frame of MPEG audio, layer III: eleven bits set, and a version, bit rate and sample rate that exist. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isLayer3 = (second & 0x06) === 0x02 && (second & 0x18) !== 0x08;
  return isSync && isLayer3 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}

/** What kind of sound a file holds by its first bytes, whatever its name says; null where it is none that can be used. */
export function soundTypeOf(bytes: Uint8Array): SoundType | null {
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'audio/wav';
  if (startsWith(bytes, 'OggS')) return 'audio/ogg';
  if (startsWith(bytes, 'ID3') || isMpegFrame(bytes)) return 'audio/mpeg';
  return null;
}
