import type { Candle } from '../../../src-core/sample.ts';
import { BadBlock, type ByteWriter, createByteReader, createByteWriter } from './bytes.ts';
import { decimalsOf, readNumbers, scaled, unscaled, writeNumbers } from './numbers.ts';

/** Written in place of a number of decimals: prices have too many digits. */
const raw = 255;

function writePrices(writer: ByteWriter, candles: readonly Candle[]): void {
  const decimals = decimalsOf(candles.flatMap(({ open, high, low, close }) => [open, high, low, close]));
  writer.byte(decimals ?? raw);
  if (decimals === null) {
    let near = 0;
    for (const { open, high, low, close } of candles) {
      for (const price of [open, close, high, low]) {
        writer.floatNear(price, near);
        near = price;
      }
    }
    return;
  }
  let before = 0;
  for (const { open, high, low, close } of candles) {
    // Each is near another one, so that the differences are short.
    const [o, h, l, c] = [open, high, low, close].map((price) => scaled(price, decimals)) as [
      number,
      number,
      number,
      number,
    ];
    writer.whole(o - before);
    writer.whole(c - o);
    writer.whole(h - o);
    writer.whole(l - o);
    before = c;
  }
}

/** Candles of one length as bytes. Open times are multiples of the length. */
export function packCandles(candles: readonly Candle[]): Uint8Array {
  const writer = createByteWriter();
  writer.whole(candles.length);
  writeNumbers(
    writer,
    candles.map(({ openTime, intervalMs }, index) => openTime / intervalMs - index),
  );
  writePrices(writer, candles);
  return writer.block();
}

function readBlock(blob: Uint8Array, intervalMs: number, into: Candle[]): void {
  const reader = createByteReader(blob);
  const count = reader.whole();
  const stretches = readNumbers(reader, count);
  const decimals = reader.byte();
  let before = 0;
  let near = 0;
  const nearPrice = () => {
    near = reader.floatNear(near);
    return near;
  };
  for (let index = 0; index < count; index += 1) {
    const openTime = ((stretches[index] ?? 0) + index) * intervalMs;
    if (decimals === raw) {
      const [open, close, high, low] = [nearPrice(), nearPrice(), nearPrice(), nearPrice()];
      into.push({ openTime, intervalMs, open, high, low, close });
      continue;
    }
    const o = before + reader.whole();
    const c = o + reader.whole();
    const [h, l] = [o + reader.whole(), o + reader.whole()];
    const price = (whole: number) => unscaled(whole, decimals);
    into.push({ openTime, intervalMs, open: price(o), high: price(h), low: price(l), close: price(c) });
    before = c;
  }
}

/** Candles of a packed block of that length. A block that is damaged counts as absent: a hole like any other. */
export function unpackCandles(blob: Uint8Array, intervalMs: number): Candle[] {
  const candles: Candle[] = [];
  try {
    readBlock(blob, intervalMs, candles);
  } catch (error) {
    if (!(error instanceof BadBlock)) throw error;
  }
  return candles;
}
