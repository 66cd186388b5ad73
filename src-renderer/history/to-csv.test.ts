import { expect, test } from 'vitest';
import { ethRing } from '../testing/canned.ts';
import { pastFirings, ringWith } from '../testing/canned-life.ts';
import { toCsv, toJson } from './to-csv.ts';
import type { PastFiring } from './use-firings.ts';

const withNote = (note: string): PastFiring => {
  const { firing, pair } = ringWith(ethRing, { note, t: Date.UTC(2026, 0, 5, 12) });
  return { firing, pair };
};

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = text.replace(/^\uFEFF/, '').matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/g);
  for (const [whole, raw = '', end] of cells) {
    if (whole === '') break;
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const noteIn = (note: string) => {
  const [head = [], row = []] = parse(toCsv([withNote(note)]));
  return row[head.indexOf('note')];
};

test('every line has every column, and says what happened in UTC', () => {
  const rows = parse(toCsv(pastFirings));
  expect(rows).toHaveLength(pastFirings.length + 1);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  const [head = [], first = []] = parse(toCsv([withNote('')]));
  const of = (column: string) => first[head.indexOf(column)];
  expect([of('time'), of('pair'), of('direction'), of('level')]).toEqual([
    '2026-01-05T12:00:00.000Z',
    'ETH/USDT',
    'down',
    '2900',
  ]);
  expect(of('rule')).toBe('Rule: reaches 2,900 from above');
});

test.each(['plain', 'a, b', 'she said "now"', 'two\nlines', 'and\r\nmore', '«цена»', ''])(
  'a note %j comes back as it was',
  (note) => expect(noteIn(note)).toBe(note),
);

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://a","b")'])(
  'a note %j is no formula',
  (note) => expect(noteIn(note)).toBe(`'${note}`),
);

test('lines end as RFC 4180 has it, the last too', () => {
  const text = toCsv([withNote('x')]);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(3);
});

test('as JSON it is whole', () => {
  expect(JSON.parse(toJson(pastFirings))).toMatchObject({
    app: 'crypto-price-alarm',
    kind: 'history',
    firings: JSON.parse(JSON.stringify(pastFirings)) as unknown[],
  });
});
