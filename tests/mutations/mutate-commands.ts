import { type CommandName, commands } from '../../src-shared/contract/contract.ts';
import { pick, type Random, whole } from '../random.ts';
import { examplesOf } from './valid-commands.ts';

export interface Mutated {
  readonly name: unknown;
  readonly input: unknown;
  /** What was done to a valid command, to find it again. */
  readonly done: readonly string[];
}

/** `wire`: only what a socket carries, and no more of it than one message may hold. */
export type Channel = 'in process' | 'wire';

const names = Object.keys(commands) as CommandName[];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { condition: value } : [value];
  return value;
}

const texts = (long: number): string[] => [
  '',
  ' ',
  '\0',
  '\u202egnirts',
  '🚀👨‍👩‍👧‍👦',
  'ＢＴＣ／ＵＳＤＴ',
  'i̇'.repeat(50),
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '-1',
  '1e999',
  'binance:',
  'coingecko:__proto__/usd',
  "'; DROP TABLE firings; --",
  '../../etc/passwd',
  '${7*7}{{text}}$t(app.name)',
  'x'.repeat(long),
  '€'.repeat(Math.floor(long / 4)),
];

const plainValues = (channel: Channel): unknown[] => [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1 + 0.2,
  5e-324,
  1e-16,
  1e15 + 1,
  1e308,
  2 ** 53,
  -2_147_483_649,
  [],
  [[]],
  [null, {}],
  {},
  { kind: 'target' },
  { length: 1e9 },
  JSON.parse('{"__proto__":{"id":"a1"},"constructor":{"prototype":{"id":"a1"}}}'),
  deep(channel === 'wire' ? 500 : 5_000),
  Array.from({ length: channel === 'wire' ? 5_000 : 100_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, n])),
  Buffer.from('bytes'),
];

/** What JSON has no word for. */
const oddValues = (): unknown[] => [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  10n,
  Symbol('s'),
  () => 'a1',
  new Date(0),
  new Date(Number.NaN),
  /x/,
  new Map([['id', 'a1']]),
  new Set(['a1']),
  new Error('x'),
  Promise.resolve('a1'),
  Object.create(null),
  Object.create({ id: 'a1', pairId: 'binance:BTCUSDT', text: 'btcusdt' }),
  Object.freeze({ id: 'a1' }),
  // Boxed, and with words of their own.
  Object('a1'),
  { toString: () => 'a1', valueOf: () => 1, toJSON: () => 'a1' },
  { toString: null, valueOf: null },
  {
    get id(): string {
      throw new Error('a getter');
    },
  },
  new Proxy(
    {},
    {
      get() {
        throw new Error('a proxy');
      },
      ownKeys() {
        throw new Error('a proxy');
      },
    },
  ),
];

function anyValue(random: Random, channel: Channel): unknown {
  const odd = channel === 'wire' ? [] : oddValues();
  const all = [...texts(channel === 'wire' ? 9_000 : 100_000), ...plainValues(channel), ...odd];
  return pick(random, all);
}

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place in a payload, as a path; the payload itself is the empty one. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length > 6) return [path];
  const inner = Object.entries(value).slice(0, 50);
  return [path, ...inner.flatMap(([name, field]) => placesIn(field, [...path, name]))];
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((bag, name) => (bag as Bag)[name], value);

function put(value: unknown, path: readonly string[], made: unknown): unknown {
  const name = path.at(-1);
  if (name === undefined) return made;
  (at(value, path.slice(0, -1)) as Bag)[name] = made;
  return value;
}

type Step = (input: unknown, random: Random, channel: Channel) => unknown;
const place = (input: unknown, random: Random) => pick(random, placesIn(input)) ?? [];

const replaceValue: Step = (input, random, channel) =>
  put(input, place(input, random), anyValue(random, channel));

const dropField: Step = (input, random) => {
  const path = place(input, random);
  const name = path.at(-1);
  if (name !== undefined) Reflect.deleteProperty(at(input, path.slice(0, -1)) as Bag, name);
  return input;
};

const addField: Step = (input, random, channel) => {
  const bag = at(input, place(input, random));
  if (!isBag(bag) || Object.isFrozen(bag)) return input;
  const fields = [
    'more',
    'id',
    'ids',
    'kind',
    '__proto__',
    'constructor',
    'toString',
    'then',
    '',
    'x'.repeat(300),
  ];
  const value = anyValue(random, channel);
  Object.defineProperty(bag, pick(random, fields) ?? 'more', {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return input;
};

const changeNumber: Step = (input, random) => {
  const path = placesIn(input).find((one) => typeof at(input, one) === 'number');
  if (path === undefined) return input;
  const number = at(input, path) as number;
  const changes = [
    -number,
    number * 1e300,
    number / 1e300,
    number + 0.5,
    number * 1_000,
    100,
    String(number),
    `${number}%`,
  ];
  return put(input, path, pick(random, changes));
};

const changeText: Step = (input, random) => {
  const all = placesIn(input).filter((one) => typeof at(input, one) === 'string');
  const path = pick(random, all);
  if (path === undefined) return input;
  const text = at(input, path) as string;
  const changes = [
    text.toUpperCase(),
    ` ${text}`,
    `${text}\0`,
    text.slice(1),
    text + text,
    [text],
    { [text]: text },
    text.split(''),
  ];
  return put(input, path, pick(random, changes));
};

/** Passes its schema, and names what may not be there any more, or never was. */
const otherName: Step = (input, random) => {
  const all = placesIn(input).filter((one) => typeof at(input, one) === 'string');
  const path = pick(random, all);
  if (path === undefined) return input;
  const ids = [
    'a1',
    'a3',
    'a99',
    'a1#1',
    'a1#9',
    'a2#1',
    'b7#1',
    'test',
    'btc',
    'usdt',
    'xrpusdt',
    'not-stored',
  ];
  const pairs = [
    'binance:BTCUSDT',
    'binance:ETHUSDT',
    'binance:XRPUSDT',
    'coingecko:bitcoin/usd',
    'mars:BTCUSDT',
  ];
  return put(input, path, pick(random, [...ids, ...pairs]));
};

const wrapOrUnwrap: Step = (input, random) => {
  const path = place(input, random);
  const value = at(input, path);
  if (random() < 0.5) return put(input, path, random() < 0.5 ? [value] : { value });
  return put(input, path, isBag(value) ? Object.values(value)[0] : value);
};

const swapFields: Step = (input, random) => {
  const bag = at(input, place(input, random));
  if (!isBag(bag)) return input;
  const [a, b] = Object.keys(bag).toSorted(() => random() - 0.5);
  if (a !== undefined && b !== undefined) [bag[a], bag[b]] = [bag[b], bag[a]];
  return input;
};

const ofAnother: Step = (_input, random) =>
  structuredClone(pick(random, examplesOf(pick(random, names) ?? 'state.get')));

/** Inherited, not its own: what a schema must not take for given. */
const inherit: Step = (input, _random, channel) =>
  channel === 'wire' || !isBag(input) ? input : Object.create(input);

const steps: Readonly<Record<string, Step>> = {
  otherName,
  replaceValue,
  dropField,
  addField,
  changeNumber,
  changeText,
  wrapOrUnwrap,
  swapFields,
  ofAnother,
  inherit,
};

function mutatedName(name: string, random: Random, channel: Channel): unknown {
  const changes: unknown[] = [
    name.toUpperCase(),
    ` ${name}`,
    `${name}.`,
    name.split('.')[0],
    name.replace('.', '/'),
    `${name}\0`,
    [name],
    { name },
    pick(random, ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'valueOf']),
    name.repeat(1_000),
    anyValue(random, channel),
  ];
  if (channel === 'in process') changes.push(Object(name), { toString: () => name });
  return pick(random, changes);
}

/** A command as somebody sends it who means harm, or whose program is broken: a valid one, changed in up to three ways. */
export function mutate(random: Random, channel: Channel): Mutated {
  const name = pick(random, names) ?? 'state.get';
  const done: string[] = [];
  let input: unknown = structuredClone(pick(random, examplesOf(name)));
  for (let left = random() < 0.05 ? 0 : 1 + whole(random, 3); left > 0; left -= 1) {
    // Half of them get as far as the handlers.
    const step = random() < 0.35 ? 'otherName' : (pick(random, Object.keys(steps)) ?? 'otherName');
    try {
      input = steps[step]?.(input, random, channel);
      done.push(step);
    } catch {
      // What an earlier step put there does not let itself be looked into or changed.
    }
  }
  if (random() >= 0.15) return { name, input, done };
  return { name: mutatedName(name, random, channel), input, done: [...done, 'name'] };
}
