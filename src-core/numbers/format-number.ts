import type { Percent, Price } from '../pair.ts';

/** How a language or a user writes numbers. */
export interface NumberStyle {
  /** Between whole and fraction. */
  readonly decimal: string;
  /** Between groups of three digits. */
  readonly group: string;
}

/** `12,346.5`, as logs and records have it. */
export const plainNumbers: NumberStyle = { decimal: '.', group: ',' };

/** One formatter per number of digits: making one costs far more than using it. */
const formatters = new Map<number, Intl.NumberFormat>();

/** Written plainly: `12,346.5`. */
function fixed(value: number, least: number, most: number): string {
  const key = least * 100 + most;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
    formatters.set(key, formatter);
  }
  return formatter.format(value);
}

function inStyle(text: string, { decimal, group }: NumberStyle): string {
  if (decimal === '.' && group === ',') return text;
  return text.replaceAll(/[.,]/g, (mark) => (mark === '.' ? decimal : group));
}

const mostDecimals = 30;

/** How many decimals a tick size has: 0.01 has 2, 1e-8 has 8, 0.25 has 2. */
export function decimalsOf(tickSize: number): number {
  const [mantissa = '', exponent = '0'] = String(tickSize).split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return Math.min(mostDecimals, Math.max(0, decimals - Number(exponent)));
}

/** The decimals that show `digits` significant digits of a value below 1. */
function decimalsFor(value: number, digits: number): number {
  return Math.min(mostDecimals, Math.max(0, digits - 1 - Math.floor(Math.log10(value))));
}

/** Between how many decimals a price is written where no tick size says it. */
function decimalsByMagnitude(price: Price): [number, number] {
  if (price >= 1_000) return [2, 2];
  if (price >= 1) return [2, 5 - Math.floor(Math.log10(price))];
  return [decimalsFor(price, 4), decimalsFor(price, 6)];
}

function plainPrice(price: Price, tickSize: Price | null = null): string {
  if (!Number.isFinite(price)) return '–';
  if (price === 0) return '0';
  const size = Math.abs(price);
  if (tickSize !== null && size >= tickSize) {
    const decimals = decimalsOf(tickSize);
    return fixed(price, decimals, decimals);
  }
  const [least, most] = decimalsByMagnitude(size);
  return fixed(price, least, most);
}

function plainTyped(price: Price): string {
  if (!Number.isFinite(price) || price === 0) return plainPrice(price);
  const size = Math.abs(price);
  return fixed(price, 0, size >= 1 ? 12 - Math.floor(Math.log10(size)) : decimalsFor(size, 12));
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function plainLevel(level: Price, tickSize: Price | null): string {
  if (tickSize === null || Math.abs(level) < tickSize) return trimmed(plainPrice(level));
  const decimals = Math.min(mostDecimals, decimalsOf(tickSize));
  const finer = Number(level.toFixed(Math.min(mostDecimals, decimals + 2)));
  return Math.abs(finer - level) <= level * 1e-12 ? plainTyped(finer) : fixed(level, 0, decimals);
}

function plainPercent(percent: Percent): string {
  if (!Number.isFinite(percent)) return '–';
  const size = Math.abs(percent);
  if (size >= 1_000) return fixed(percent, 0, 0);
  if (size > 0 && size < 0.005) return fixed(percent, 1, decimalsFor(size, 1));
  return fixed(percent, 2, 2);
}

/**
 * A price with the digits of its pair, so that a column lines up: `58,412.50` for a tick size of 0.01. Without tick size, or
 * for a price smaller than it, by significant digits: `0.00001234`, never `0.00` and never `1.234e-5`.
 */
export function formatPrice(
  price: Price,
  tickSize: Price | null = null,
  style: NumberStyle = plainNumbers,
): string {
  return inStyle(plainPrice(price, tickSize), style);
}

/** A price as somebody typed it: no digits lost, no zeros added. `60,000`, `57,123.5`, `0.00001234`. */
export function formatTypedPrice(price: Price, style: NumberStyle = plainNumbers): string {
  return inStyle(plainTyped(price), style);
}

/** A level of an alarm: as typed where it was typed in full, at most two digits finer than the pair's tick size. */
export function formatLevel(
  level: Price,
  tickSize: Price | null = null,
  style: NumberStyle = plainNumbers,
): string {
  return inStyle(plainLevel(level, tickSize), style);
}

/** A distance or a share: `2.72 %`. Two decimals, more only where they would all be zero: `0.004 %`. */
export function formatPercent(percent: Percent, style: NumberStyle = plainNumbers): string {
  return `${inStyle(plainPercent(percent), style)} %`;
}

/** How many times something fits: `27`, `3.4`, `0.2`: one decimal below ten. */
export function formatRounded(count: number, style: NumberStyle = plainNumbers): string {
  if (!Number.isFinite(count)) return '–';
  const decimals = Math.abs(count) < 9.95 ? 1 : 0;
  return inStyle(fixed(count, decimals, decimals), style);
}

/** A percentage as somebody typed it: `5 %`, `2.5 %`. */
export function formatTypedPercent(percent: Percent, style: NumberStyle = plainNumbers): string {
  return Number.isFinite(percent) ? `${inStyle(fixed(percent, 0, 8), style)} %` : '– %';
}

/** A change with its arrow: `▲ 1.82 %`, `▼ 0.66 %`, `± 0.00 %`. */
export function formatChange(percent: Percent, style: NumberStyle = plainNumbers): string {
  const rounded = Math.abs(percent) < 0.005 ? 0 : percent;
  const arrow = rounded > 0 ? '▲' : rounded < 0 ? '▼' : '±';
  return `${arrow} ${formatPercent(Math.abs(rounded), style)}`;
}

/** A ratio or another bare number with so many significant digits: `1.00234`. */
export function formatDigits(value: number, digits: number, style: NumberStyle = plainNumbers): string {
  const plainly = Number.isFinite(value) ? value.toPrecision(digits) : '–';
  return plainly.includes('e')
    ? inStyle(fixed(value, 0, decimalsFor(value, digits)), style)
    : inStyle(plainly, style);
}
