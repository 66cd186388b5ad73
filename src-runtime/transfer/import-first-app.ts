import { isRecord, type Loose } from '../storage/rules-migrations.ts';
import { type FirstAppAlarm, readFirstAppAlarm } from './first-app-alarm.ts';
import { type ImportedFile, type ImportedPair, type ImportHelp } from './imported.ts';

/** Names under which the browser kept the parts of the file. */
const keptAs = {
  assets: 'cryptoAlarmAssets',
  alarms: 'cryptoAlarmAlarms',
  price_history: 'cryptoAlarmHistory',
};

/** The parts of a file, whichever of its forms it has: the one it really had, or the one of its documentation. */
export function isFirstApp(content: Loose): boolean {
  if (Object.values(keptAs).some((name) => name in content)) return true;
  return 'assets' in content || 'price_history' in content || isRecord(content['pairs']);
}

/** A part of the file; a browser keeps text, so that it may be JSON once more. */
function part(content: Loose, name: keyof typeof keptAs): unknown {
  const value = content[name] ?? content[keptAs[name]];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Entries of an object, or of a list of things or of `[name, thing]`. */
function entriesOf(value: unknown): [string, unknown][] {
  if (isRecord(value)) return Object.entries(value);
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown): [string, unknown] =>
    Array.isArray(one) && one.length === 2 && typeof one[0] === 'string' ? [one[0], one[1]] : ['', one],
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** What alarms call their pair; the first app wrote tickers in capitals. */
function keyOf(value: unknown): string {
  return textOf(value).toUpperCase();
}

function readAsset([name, value]: [string, unknown], index: number, { say }: ImportHelp): ImportedPair {
  const asset = isRecord(value) ? value : {};
  const text = textOf(asset['ticker']) || textOf(asset['symbol']) || name.trim();
  const [baseId, quoteId] = [textOf(asset['baseCoinId']), textOf(asset['quoteCoinId'])];
  if (text === '') {
    const what = say('import.what.pair', { number: index + 1 });
    return { kind: 'refused', key: '', refused: { what, why: say('import.refused.nameless') } };
  }
  const quote = textOf(asset['quote']);
  const coin = baseId === '' ? null : { baseId, quoteId: quoteId || null, quote };
  return { kind: 'named', key: keyOf(name || text), text, coin };
}

interface Parts {
  readonly pairs: [string, unknown][];
  /** With what the file calls their pair. */
  readonly alarms: { readonly pair: string; readonly alarm: unknown }[];
  readonly hasHistory: boolean;
}

/** `{ assets, alarms, price_history }`, each by name. */
function realParts(content: Loose): Parts {
  return {
    pairs: entriesOf(part(content, 'assets')),
    alarms: entriesOf(part(content, 'alarms')).map(([, alarm]) => ({
      pair: isRecord(alarm) ? textOf(alarm['ticker']) || textOf(alarm['pair']) : '',
      alarm,
    })),
    hasHistory: entriesOf(part(content, 'price_history')).length > 0,
  };
}

/** `{ pairs: { T: { …, alarms: [] } }, metadata }`. */
function documentedParts(content: Loose): Parts {
  const pairs = entriesOf(content['pairs']);
  const records = pairs.flatMap(([name, value]) => (isRecord(value) ? [{ name, pair: value }] : []));
  return {
    pairs,
    alarms: records.flatMap(({ name, pair }) =>
      entriesOf(pair['alarms']).map(([, alarm]) => ({ pair: name, alarm })),
    ),
    hasHistory: records.some(({ pair }) => entriesOf(pair['priceHistory']).length > 0),
  };
}

/** What a person should know of what does not come in with the rules. */
function notesOf(alarms: readonly FirstAppAlarm[], hasHistory: boolean, { say }: ImportHelp): string[] {
  const whole = alarms.flatMap(({ imported }) =>
    imported.kind === 'whole' ? [imported.alarm.condition] : [],
  );
  const fired = alarms.filter(({ hadFired }) => hadFired).length;
  return [
    ...(hasHistory ? [say('import.note.history')] : []),
    ...(whole.some(({ kind }) => kind !== 'target') ? [say('import.note.anew')] : []),
    ...(fired > 0 ? [say('import.note.fired', { count: fired })] : []),
  ];
}

/** Reads the data of the web app that this one follows; never throws, and leaves nothing out without a word. */
export function readFirstApp(content: Loose, help: ImportHelp): ImportedFile {
  const parts = isRecord(content['pairs']) ? documentedParts(content) : realParts(content);
  const pairs = parts.pairs.map((entry, index) => readAsset(entry, index, help));
  const keys = new Map(
    pairs.flatMap((pair) => (pair.kind === 'named' ? [[keyOf(pair.text), pair.key] as const] : [])),
  );
  const alarms = parts.alarms.map(({ pair, alarm }, index) => {
    const key = keys.get(keyOf(pair)) ?? keyOf(pair);
    return readFirstAppAlarm(isRecord(alarm) ? alarm : {}, key, index, help);
  });
  return {
    from: 'first app',
    exportedAt: null,
    pairs,
    alarms: alarms.map(({ imported }) => imported),
    settings: { given: {}, refused: [] },
    notes: notesOf(alarms, parts.hasHistory, help),
  };
}
