import { describe, expect, test } from 'vitest';
import { testStart } from '../testing/fake-clock.ts';
import { importHelp, say } from '../testing/import-help.ts';
import { bitcoin, bitcoinAlarm, ether, rulesOf } from '../testing/test-rules.ts';
import { defaultSettings } from '../../src-shared/contract/app-settings.ts';
import { exportText } from './export.ts';
import { readImport } from './import-file.ts';
import type { ImportedFile } from './imported.ts';

const rules = rulesOf({
  pairs: [bitcoin, ether],
  alarms: [bitcoinAlarm, { ...bitcoinAlarm, id: 'a2', pairId: ether.id, wayBack: 0.01, note: 'half' }],
  settings: { ...defaultSettings, confirmPercent: 20 },
});
const exported = () => JSON.parse(exportText(rules, testStart)) as Record<string, unknown>;

const read = (content: unknown) =>
  readImport(typeof content === 'string' ? content : JSON.stringify(content), importHelp());

function fileOf(content: unknown): ImportedFile {
  const result = read(content);
  if (!result.ok) throw new Error(result.why);
  return result.file;
}

const pairsOf = (file: ImportedFile) => file.pairs.map((one) => (one.kind === 'whole' ? one.pair : one));
const alarmsOf = (file: ImportedFile) => file.alarms.map((one) => (one.kind === 'whole' ? one.alarm : one));

describe('a file of this app', () => {
  test('is for people: indented, with dates and percent, and says what it is', () => {
    const text = exportText(rules, testStart);
    expect(text).toContain('\n  "version": 2,\n  "exportedAt": "2026-01-05T12:00:00.000Z",\n');
    expect(text).toContain('"wayBackPercent": 0.3');
    expect(text.startsWith('{\n  "app": "crypto-price-alarm",')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('is read as it was written', () => {
    const file = fileOf(exportText(rules, testStart));
    expect(file).toMatchObject({ from: 'this app', exportedAt: testStart, notes: [] });
    expect(pairsOf(file)).toEqual(rules.pairs);
    expect(alarmsOf(file)).toEqual(rules.alarms);
    const { welcomed: _stays, ...given } = rules.settings;
    expect(file.settings).toEqual({ given, refused: [] });
  });

  test('may have the mark that Windows editors put in front', () => {
    expect(pairsOf(fileOf(`\ufeff${exportText(rules, testStart)}`))).toEqual(rules.pairs);
  });

  test('of version 1 has alarms without way back, urgency, note, end and pause, and no settings', () => {
    const { wayBack: _b, urgency: _u, note: _n, expiresAt: _e, paused: _p, ...old } = bitcoinAlarm;
    const file = fileOf({ app: 'crypto-price-alarm', version: 1, pairs: [bitcoin], alarms: [old] });
    expect(alarmsOf(file)).toEqual([bitcoinAlarm]);
    expect(file.settings).toEqual({ given: {}, refused: [] });
    expect(file.exportedAt).toBeNull();
  });

  test('is also a settings file, as one that was put away or a backup is', () => {
    const file = fileOf(rules);
    expect(pairsOf(file)).toEqual(rules.pairs);
    expect(alarmsOf(file)).toEqual(rules.alarms);
    expect(alarmsOf(fileOf({ pairs: [bitcoin], alarms: [bitcoinAlarm] }))).toEqual([bitcoinAlarm]);
  });

  test.each([3, 99])('of version %s is newer than this app', (version) => {
    expect(read({ ...exported(), version })).toEqual({ ok: false, why: 'newer' });
    expect(read({ ...rules, schemaVersion: version })).toEqual({ ok: false, why: 'newer' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'pairs: BTC'],
    ['torn', exportText(rules, testStart).slice(0, -10)],
    ['a list', []],
    ['null', 'null'],
    ['a number', '7'],
    ['an empty object', {}],
    ['something else', { name: 'crypto', dependencies: {} }],
    ['of another app', { ...rules, app: 'other', schemaVersion: undefined, pairs: undefined }],
    ['without a version', { ...exported(), version: undefined }],
    ['of version 0', { ...exported(), version: 0 }],
    ['of version -1', { ...exported(), version: -1 }],
    ['of half a version', { ...exported(), version: 1.5 }],
    ['with a version in words', { ...exported(), version: '2' }],
    ['with alarms that are no list', { ...exported(), alarms: 'all' }],
    ['with pairs that are no list', { ...exported(), pairs: 7 }],
  ])('that is %s is unreadable', (_, content) => {
    expect(read(content)).toEqual({ ok: false, why: 'unreadable' });
  });

  test('with wrong parts is read without them, and each is told with its field', () => {
    const file = fileOf({
      ...exported(),
      pairs: [bitcoin, { ...ether, source: 'elsewhere' }, 7, { ...ether, id: 'coingecko:x/usd' }],
      alarms: [
        bitcoinAlarm,
        { ...bitcoinAlarm, condition: { kind: 'target', price: -1, direction: 'up' } },
        { ...bitcoinAlarm, note: 'x'.repeat(501) },
        'x',
      ],
      settings: { confirmPercent: 0, tellBlind: false, colour: 'blue', __proto__: 1 },
    });
    const bad = (field: string) => say('import.refused.pair', { field });
    const wrong = (field: string) => say('import.refused.alarm', { field });
    expect(pairsOf(file)).toEqual([
      bitcoin,
      { kind: 'refused', key: ether.id, refused: { what: ether.id, why: bad('source') } },
      { kind: 'refused', key: '', refused: { what: 'pair 3', why: bad('?') } },
      { kind: 'refused', key: 'coingecko:x/usd', refused: { what: 'coingecko:x/usd', why: bad('id') } },
    ]);
    expect(alarmsOf(file)).toEqual([
      bitcoinAlarm,
      { kind: 'refused', refused: { what: `alarm 2 (${bitcoin.id})`, why: wrong('condition.price') } },
      { kind: 'refused', refused: { what: `alarm 3 (${bitcoin.id})`, why: wrong('note') } },
      { kind: 'refused', refused: { what: 'alarm 4 (?)', why: wrong('?') } },
    ]);
    expect(file.settings.given).toEqual({ tellBlind: false });
    expect(file.settings.refused.map(({ what }) => what)).toEqual(['confirmPercent', 'colour']);
  });

  test('with settings that are none is read without them', () => {
    expect(fileOf({ ...exported(), settings: [1] }).settings).toMatchObject({
      given: {},
      refused: [{ what: 'settings' }],
    });
  });

  test('with an id that would be taken for a firing gets another for that alarm', () => {
    const [alarm] = alarmsOf(fileOf({ ...exported(), alarms: [{ ...bitcoinAlarm, id: 'a1#2' }] }));
    expect(alarm).toEqual({ ...bitcoinAlarm, id: 'n1' });
  });

  test('with text that is no text to show is shown without', () => {
    const id = `binance:\u202e\n${'x'.repeat(200)}`;
    const [pair] = pairsOf(fileOf({ ...exported(), pairs: [{ ...bitcoin, id, base: '' }] }));
    expect(pair).toMatchObject({ refused: { what: expect.stringMatching(/^binance: x{71}…$/) } });
  });
});
