import type { Alarm } from '../../src-core/alarm.ts';
import type { Pair } from '../../src-core/pair.ts';
import { isRecord, type Loose } from '../storage/rules-migrations.ts';

/** `2026-01-05T12:00:00.000Z`, where that says all of it; else epoch ms. */
function writeTime(t: number): string | number {
  const date = new Date(t);
  return date.getTime() === t ? date.toISOString() : t;
}

function readTime(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const t = Date.parse(value);
  // What is no time does not pass as a number either.
  return Number.isNaN(t) ? value : t;
}

/** `0.003` as `0.3`: the text is moved, so that no digit changes where the number can hold them all. */
const shifted = (value: number, places: number) => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

/** A fraction in percent, as people write it, where that loses nothing. */
function writeFraction(fraction: number): Loose {
  const percent = shifted(fraction, 2);
  return shifted(percent, -2) === fraction ? { wayBackPercent: percent } : { wayBack: fraction };
}

/** A pair as an exported file shows it. */
export function writePair({ addedAt, ...rest }: Pair): Loose {
  return { ...rest, addedAt: writeTime(addedAt) };
}

/** An alarm as an exported file shows it. */
export function writeAlarm({ wayBack, expiresAt, createdAt, ...rest }: Alarm): Loose {
  return {
    ...rest,
    ...writeFraction(wayBack),
    expiresAt: expiresAt === null ? null : writeTime(expiresAt),
    createdAt: writeTime(createdAt),
  };
}

/** What `writePair` wrote, unchecked; anything else as it is. */
export function readPair(value: unknown): unknown {
  return isRecord(value) && 'addedAt' in value ? { ...value, addedAt: readTime(value['addedAt']) } : value;
}

/** What `writeAlarm` wrote, unchecked; anything else as it is. */
export function readAlarm(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { wayBackPercent, ...rest } = value;
  const times = ['expiresAt', 'createdAt'].filter((name) => name in rest);
  return {
    ...rest,
    ...Object.fromEntries(times.map((name) => [name, readTime(rest[name])])),
    ...(typeof wayBackPercent === 'number' && { wayBack: shifted(wayBackPercent, -2) }),
  };
}
