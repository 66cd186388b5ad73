type Random = () => number;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** Numbers that are none, or none that anybody can use; some can only be written, not said in JSON's own types. */
const oddNumbers = [
  'NaN',
  'Infinity',
  '-Infinity',
  '1e400',
  '-1e400',
  '1e-400',
  '0',
  '-0',
  '-1',
  '0.0',
  '1e308',
  '5e-324',
  '9007199254740993',
  '0x10',
  '1_000',
  '1,5',
  '+1',
  '01',
  '.5',
  '1e999',
  '""',
  '" "',
  '"NaN"',
  '"Infinity"',
  '"-1"',
  '"0"',
  '"1e400"',
  '"0x10"',
  '"1,5"',
  '"12abc"',
  '"\\u0661"',
  'null',
  'true',
  '[]',
  '{}',
  '[1]',
  '"100"',
  '100',
  '1e12',
  '1779092258',
  '-62135596800000',
] as const;

const oddValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  'x',
  '__proto__',
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  '💰',
  '\u0000',
];

interface Place {
  readonly parent: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

/** Every place in a value that holds another. */
function placesIn(value: Json): Place[] {
  const places: Place[] = [];
  const look = (parent: Json) => {
    if (parent === null || typeof parent !== 'object') return;
    const keys = Array.isArray(parent) ? parent.keys() : Object.keys(parent);
    for (const key of keys) {
      places.push({ parent, key });
      look((parent as Record<string | number, Json>)[key] ?? null);
    }
  };
  look(value);
  return places;
}

const at = ({ parent, key }: Place): Json => (parent as Record<string | number, Json>)[key] ?? null;
const put = ({ parent, key }: Place, value: Json) => {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Stands for a number until the value has become text. */
const marked = (text: string) => `@@${text}@@`;

const isNumeric = (value: Json) =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d/.test(value));

type Change = (random: Random, places: readonly Place[]) => void;

const changes: readonly Change[] = [
  // A number, or text that is one, becomes something odd.
  (random, places) => {
    const numbers = places.filter((place) => isNumeric(at(place)));
    if (numbers.length > 0) put(pick(random, numbers), marked(pick(random, oddNumbers)));
  },
  (random, places) => put(pick(random, places), pick(random, oddValues)),
  (random, places) => {
    const { parent, key } = pick(random, places);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
  // Twice the same row, the same key with other letters, or a row in another place.
  (random, places) => {
    const place = pick(random, places);
    const copy = structuredClone(at(place));
    if (Array.isArray(place.parent)) place.parent.splice(Math.floor(random() * place.parent.length), 0, copy);
    else
      put(
        {
          parent: place.parent,
          key: pick(random, ['__proto__', 'constructor', String(place.key).toUpperCase()]),
        },
        copy,
      );
  },
  (random, places) => {
    const [a, b] = [pick(random, places), pick(random, places)];
    const held = structuredClone(at(a));
    put(a, structuredClone(at(b)));
    put(b, held);
  },
  (random, places) => put(pick(random, places), marked(`${'['.repeat(5_000)}1${']'.repeat(5_000)}`)),
];

type Scratch = (random: Random, text: string) => string;

const scratches: readonly Scratch[] = [
  (random, text) => text.slice(0, Math.floor(random() * text.length)),
  (random, text) => {
    const where = Math.floor(random() * text.length);
    return (
      text.slice(0, where) +
      pick(random, ['\u0000', '"', '}', ',', 'NaN', '\\', '\ufeff', '💥']) +
      text.slice(where)
    );
  },
  (_random, text) => `\ufeff${text}`,
  (_random, text) => `<!doctype html><html><body>${text}</body></html>`,
  (_random, text) => `${text}${text}`,
  (random, text) => '['.repeat(Math.floor(random() * 200_000)) + text,
  (_random, text) => `)]}',\n${text}`,
  (random) =>
    pick(random, [
      '',
      'null',
      'true',
      '0',
      '""',
      '[]',
      '{}',
      '"Throttled"',
      'Throttled',
      '[[]]',
      '{"error":"coin not found"}',
    ]),
];

/** The body with one to three things wrong with it. */
export function mutate(body: unknown, random: Random): string {
  const value = structuredClone(body) as Json;
  const times = 1 + Math.floor(random() * 3);
  let scratched = false;
  for (let n = 0; n < times; n += 1) {
    const places = placesIn(value);
    if (random() < 0.25 || places.length === 0) scratched = true;
    else pick(random, changes)(random, places);
  }
  const text = JSON.stringify(value).replaceAll(/"@@(.*?)@@"/g, (_, odd: string) =>
    odd.replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
  );
  return scratched ? pick(random, scratches)(random, text) : text;
}
