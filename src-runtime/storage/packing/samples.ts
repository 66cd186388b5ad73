import * as z from 'zod/mini';
import { sourceIds } from '../../../src-core/pair.ts';
import type { Sample, TradedRange, Via } from '../../../src-core/sample.ts';
import { BadBlock, type ByteReader, createByteReader, createByteWriter } from './bytes.ts';
import { readNumbers, writeNumbers } from './numbers.ts';

const candleBit = 1;
const rangeBit = 2;

const viaSchema = z.object({
  source: z.enum(sourceIds),
  basis: z.nullable(z.number()),
  by: z.optional(z.number()),
});
const viasSchema = z.array(z.tuple([z.int(), z.nullable(viaSchema)]));

/** Which fallback served a sample, from JSON of a file; null where none did, or nobody can tell. */
export function viaFrom(json: unknown): Via | null {
  const parsed = viaSchema.safeParse(json);
  return parsed.success ? withoutAbsent(parsed.data) : null;
}

function withoutAbsent({ source, basis, by }: z.output<typeof viaSchema>): Via {
  return by === undefined ? { source, basis } : { source, basis, by };
}

function sameVia(one: Via | null, other: Via | null): boolean {
  return one?.source === other?.source && one?.basis === other?.basis && one?.by === other?.by;
}

/** Where `via` changes, as JSON; empty text where no fallback served at all. */
function viasOf(samples: readonly Sample[]): string {
  const changes: [number, Via | null][] = [];
  let before: Via | null = null;
  samples.forEach(({ via = null }, index) => {
    if (!sameVia(via, before)) changes.push([index, via]);
    before = via;
  });
  return changes.length === 0 ? '' : JSON.stringify(changes);
}

function flagsOf({ kind, range }: Sample): number {
  return (kind === 'candle' ? candleBit : 0) + (range === undefined ? 0 : rangeBit);
}

/** Samples as bytes, column by column. */
export function packSamples(samples: readonly Sample[]): Uint8Array {
  const writer = createByteWriter();
  const ranges = samples.flatMap(({ t, range }) => (range === undefined ? [] : [{ ...range, t }]));
  writer.whole(samples.length);
  writeNumbers(
    writer,
    samples.map(({ t }) => t),
  );
  writeNumbers(
    writer,
    samples.map(({ price }) => price),
  );
  writeNumbers(writer, samples.map(flagsOf));
  for (const column of ['low', 'high', 'from'] as const) {
    writeNumbers(
      writer,
      ranges.map((range) => range[column]),
    );
  }
  writer.text(viasOf(samples));
  return writer.block();
}

/** A sample from its parts; null means that no range was known, or that no fallback served. */
export function sampleOf(
  t: number,
  price: number,
  range: TradedRange | null,
  candle: boolean,
  via: Via | null = null,
): Sample {
  const kind = candle ? 'candle' : 'quote';
  const plain: Sample = range === null ? { t, price, kind } : { t, price, range, kind };
  return via === null ? plain : { ...plain, via };
}

function viasFrom(text: string): Map<number, Via | null> {
  if (text === '') return new Map();
  const vias = viasSchema.safeParse(JSON.parse(text));
  // Of a version that knows more sources.
  if (!vias.success) throw new BadBlock('unknown fallback');
  return new Map(vias.data.map(([index, via]) => [index, via === null ? null : withoutAbsent(via)]));
}

/** The ranges of a block, for those samples that have one. */
function readRanges(reader: ByteReader, flags: Float64Array): (TradedRange | null)[] {
  let ranged = 0;
  for (const flag of flags) if ((flag & rangeBit) !== 0) ranged += 1;
  const lows = readNumbers(reader, ranged);
  const highs = readNumbers(reader, ranged);
  const froms = readNumbers(reader, ranged);
  if (ranged === 0) return [];
  let next = 0;
  return Array.from(flags, (flag) => {
    if ((flag & rangeBit) === 0) return null;
    const range = { low: lows[next] ?? 0, high: highs[next] ?? 0, from: froms[next] ?? 0 };
    next += 1;
    return range;
  });
}

function readBlock(blob: Uint8Array, into: Sample[]): void {
  const reader = createByteReader(blob);
  const count = reader.whole();
  const times = readNumbers(reader, count);
  const prices = readNumbers(reader, count);
  const flags = readNumbers(reader, count);
  const ranges = readRanges(reader, flags);
  const vias = viasFrom(reader.text());
  let via: Via | null = null;
  for (let index = 0; index < count; index += 1) {
    if (vias.has(index)) via = vias.get(index) ?? null;
    const candle = ((flags[index] ?? 0) & candleBit) !== 0;
    into.push(sampleOf(times[index] ?? 0, prices[index] ?? 0, ranges[index] ?? null, candle, via));
  }
}

/** Adds what is packed to a list. A block that is damaged counts as absent: a hole like any other. */
export function unpackSamples(blob: Uint8Array, into: Sample[] = []): Sample[] {
  try {
    readBlock(blob, into);
  } catch (error) {
    if (!(error instanceof BadBlock)) throw error;
  }
  return into;
}

/** The times alone of packed samples. */
export function unpackSampleTimes(blob: Uint8Array): Iterable<number> {
  try {
    const reader = createByteReader(blob);
    return readNumbers(reader, reader.whole());
  } catch (error) {
    if (!(error instanceof BadBlock)) throw error;
    return [];
  }
}
