import { crc32 } from 'node:zlib';

/** A packed block is not what it should be: cut off, changed, or of no form that is known. */
export class BadBlock extends Error {}

/** The first byte of a block; another one is of a version to come. */
const form = 1;
const checksumBytes = 4;

/** Bytes being written; grows as needed. */
export interface ByteWriter {
  readonly byte: (value: number) => void;
  readonly float: (value: number) => void;
  /** A float as its difference to another one: shorter by a quarter where both are near each other. */
  readonly floatNear: (value: number, other: number) => void;
  /** A whole number of any sign below 2^53, short where it is small. */
  readonly whole: (value: number) => void;
  readonly text: (value: string) => void;
  /** The block as it is stored, with a checksum at its end: SQLite does not notice a bit that flips inside a blob. */
  readonly block: () => Uint8Array;
}

const firstSize = 512;

/** A float64 as two words: sign, exponent and the first digits, and the rest. */
const words = new DataView(new ArrayBuffer(8));

function upperWord(value: number): number {
  words.setFloat64(0, value);
  return words.getInt32(0);
}

function lowerWord(value: number): number {
  words.setFloat64(0, value);
  return words.getUint32(4);
}

function fromWords(upper: number, lower: number): number {
  words.setInt32(0, upper);
  words.setUint32(4, lower);
  return words.getFloat64(0);
}

/** Up to here bit operations work on whole numbers; beyond it only arithmetic does. */
const bitwise = 2 ** 30;

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(firstSize);
  let view = new DataView(buffer.buffer);
  buffer[0] = form;
  let size = 1;

  const reserve = (more: number) => {
    if (size + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, size + more));
    larger.set(buffer);
    buffer = larger;
    view = new DataView(buffer.buffer);
  };
  const byte = (value: number) => {
    reserve(1);
    buffer[size] = value;
    size += 1;
  };
  const whole = (value: number) => {
    // The sign goes last, so that small numbers of either sign are short.
    let rest = value < 0 ? -value * 2 - 1 : value * 2;
    while (rest >= bitwise) {
      byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      byte((rest & 127) | 128);
      rest >>>= 7;
    }
    byte(rest);
  };
  return {
    byte,
    whole,
    float(value) {
      reserve(8);
      view.setFloat64(size, value, true);
      size += 8;
    },
    floatNear(value, other) {
      whole(upperWord(value) - upperWord(other));
      reserve(4);
      view.setUint32(size, lowerWord(value), true);
      size += 4;
    },
    text(value) {
      const encoded = new TextEncoder().encode(value);
      whole(encoded.length);
      reserve(encoded.length);
      buffer.set(encoded, size);
      size += encoded.length;
    },
    block() {
      reserve(checksumBytes);
      view.setUint32(size, crc32(buffer.subarray(0, size)), true);
      return buffer.slice(0, size + checksumBytes);
    },
  };
}

/** Reads what a ByteWriter has written; every method throws BadBlock where the block ends too early. */
export interface ByteReader {
  readonly byte: () => number;
  readonly float: () => number;
  readonly floatNear: (other: number) => number;
  readonly whole: () => number;
  readonly text: () => string;
  /** So many floats at once; a start reads half a million. */
  readonly floats: (count: number) => Float64Array;
}

/** @throws BadBlock where the block is not as it was written */
export function createByteReader(buffer: Uint8Array): ByteReader {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const length = buffer.length - checksumBytes;
  if (length < 1 || buffer[0] !== form) throw new BadBlock('unknown form');
  if (view.getUint32(length, true) !== crc32(buffer.subarray(0, length))) throw new BadBlock('damaged');
  let at = 1;

  const take = (bytes: number) => {
    if (!(bytes >= 0) || at + bytes > length) throw new BadBlock('cut off');
    at += bytes;
  };
  const byte = () => {
    take(1);
    return buffer[at - 1] ?? 0;
  };
  const whole = () => {
    let next = byte();
    let value = next & 127;
    let factor = 128;
    while (next >= 128) {
      if (factor > Number.MAX_SAFE_INTEGER) throw new BadBlock('no whole number');
      next = byte();
      value += (next & 127) * factor;
      factor *= 128;
    }
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  };
  return {
    byte,
    whole,
    float() {
      take(8);
      return view.getFloat64(at - 8, true);
    },
    floatNear(other) {
      const upper = upperWord(other) + whole();
      take(4);
      return fromWords(upper, view.getUint32(at - 4, true));
    },
    floats(count) {
      const values = new Float64Array(count);
      take(count * 8);
      for (let index = 0, from = at - count * 8; index < count; index += 1, from += 8) {
        values[index] = view.getFloat64(from, true);
      }
      return values;
    },
    text() {
      const size = whole();
      take(size);
      return new TextDecoder().decode(buffer.subarray(at - size, at));
    },
  };
}
