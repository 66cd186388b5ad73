import { BadBlock, type ByteReader, type ByteWriter } from './bytes.ts';

const same = 0;
const decimal = 1;
const raw = 2;

/** Prices of exchanges have up to 8 digits behind the point, those of meme coins more. */
const mostDecimals = 14;
/** Twice the difference of two of them must still be a whole number that a float64 holds. */
const largestWhole = 2 ** 51;
const powers = Array.from({ length: mostDecimals + 1 }, (_, exponent) => 10 ** exponent);

function fits(value: number, power: number): boolean {
  const scaled = Math.round(value * power);
  // What divides back to the same bits is exact; negative zero would lose its sign.
  return Math.abs(scaled) < largestWhole && Object.is((scaled + 0) / power, value);
}

/**
 * How many digits behind the point hold every one of these numbers to the last bit, so that they can be kept as whole
 * numbers; null where none do.
 */
export function decimalsOf(values: readonly number[]): number | null {
  let decimals = 0;
  for (const value of values) {
    while (!fits(value, powers[decimals] ?? Number.NaN)) {
      decimals += 1;
      if (decimals > mostDecimals) return null;
    }
  }
  // A number that fits fewer digits may be too large for more of them.
  return values.every((value) => fits(value, powers[decimals] ?? Number.NaN)) ? decimals : null;
}

export function scaled(value: number, decimals: number): number {
  return Math.round(value * (powers[decimals] ?? Number.NaN));
}

export function unscaled(whole: number, decimals: number): number {
  return whole / (powers[decimals] ?? Number.NaN);
}

/** Writes numbers so that they come back bit for bit: one for all, as differences of whole numbers, or as they are. */
export function writeNumbers(writer: ByteWriter, values: readonly number[]): void {
  const [first = 0] = values;
  if (values.every((value) => Object.is(value, first))) {
    writer.byte(same);
    writer.float(first);
    return;
  }
  const decimals = decimalsOf(values);
  if (decimals === null) {
    writer.byte(raw);
    for (const value of values) writer.float(value);
    return;
  }
  writer.byte(decimal);
  writer.byte(decimals);
  let before = 0;
  for (const value of values) {
    const whole = scaled(value, decimals);
    writer.whole(whole - before);
    before = whole;
  }
}

/** No block holds more; what says so was not written by this app. */
const mostNumbers = 1_000_000;

/** Reads `count` numbers. Throws BadBlock where there are none. */
export function readNumbers(reader: ByteReader, count: number): Float64Array {
  if (count < 0 || count > mostNumbers) throw new BadBlock('no such number of numbers');
  const form = reader.byte();
  if (form === raw) return reader.floats(count);
  const values = new Float64Array(count);
  if (form === same) return values.fill(reader.float());
  if (form !== decimal) throw new BadBlock('unknown form of numbers');
  const power = powers[reader.byte()];
  if (power === undefined) throw new BadBlock('too many decimals');
  let whole = 0;
  for (let index = 0; index < count; index += 1) {
    whole += reader.whole();
    values[index] = whole / power;
  }
  return values;
}
