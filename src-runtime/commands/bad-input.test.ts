import { describe, expect, test } from 'vitest';
import type { Quote } from '../../src-feeds/feed.ts';
import { type CommandName, commands } from '../../src-shared/contract/contract.ts';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import { settle } from '../testing/fake-clock.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { btc, startTestRuntime, type TestRuntime, target, tick } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

const long = 'x'.repeat(10_000);
const script = '<script>alert(1)</script>';
const texts = [
  '',
  ' ',
  '\n',
  '\u0000',
  '\u202egnirts',
  '🚀',
  '👨‍👩‍👧‍👦/💰',
  script,
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE samples; --",
  '../../etc/passwd',
  '${7*7} {{text}} $t(app.name) $& $1 %s',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'NaN',
  '-1',
  'simulated:BTCUSDT',
  'binance:',
  'binance:__proto__',
  ':',
  '/',
  '///',
  long,
];
const numbers = [
  0,
  -0,
  -1,
  -5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  '100',
  '1e3',
  null,
  true,
  [],
  {},
  script,
  long,
];
const wrongTypes: unknown[] = [
  undefined,
  null,
  0,
  1,
  Number.NaN,
  true,
  '',
  'text',
  long,
  [],
  [1],
  [[]],
  () => {},
  Symbol('s'),
  10n,
  Buffer.from('x'),
  JSON.parse('{"__proto__":{"id":"a1"}}'),
  { toString: null, valueOf: null },
];

/** Everything that a command takes, with the values of one field in turn. */
function cases(): [string, unknown][] {
  const found: [string, unknown][] = [];
  const add = (name: CommandName, input: unknown) => found.push([name, input]);
  for (const name of Object.keys(commands) as CommandName[]) {
    for (const input of wrongTypes) add(name, input);
    add(name, { unknown: 'field' });
    add(name, { id: 'a1', more: 1 });
  }
  for (const text of [...texts, ...wrongTypes]) {
    add('pair.add', { text });
    add('pair.add', { id: text });
    for (const name of [
      'pair.remove',
      'pair.restore',
      'alarm.remove',
      'alarm.restore',
      'alarm.rearm',
    ] as const) {
      add(name, { id: text });
    }
    add('alarm.add', { pairId: text, condition: target(110) });
    add('alarm.preview', { pairId: text, condition: target(110) });
    add('alarm.add', { pairId: btc, condition: text });
    add('alarm.add', { pairId: btc, condition: { kind: text } });
    add('alarm.add', { pairId: btc, condition: { ...target(110), direction: text } });
    add('chart.get', { pairId: text });
    add('ring.dismiss', { ids: text });
    add('ring.dismiss', { ids: [text] });
  }
  for (const number of [...numbers, 100, 1_000_001, 1e300]) {
    const window = { kind: 'window', ms: 3_600_000, from: 'extreme' };
    for (const name of ['alarm.add', 'alarm.preview'] as const) {
      if (typeof number !== 'number' || !(number > 0)) {
        add(name, { pairId: btc, condition: { kind: 'target', price: number, direction: 'up' } });
      }
      add(name, {
        pairId: btc,
        condition: { kind: 'move', percent: number, direction: 'down', over: window },
      });
      add(name, {
        pairId: btc,
        condition: { kind: 'move', percent: number, direction: 'any', over: { kind: 'since start' } },
      });
      add(name, {
        pairId: btc,
        condition: { kind: 'extreme', extreme: 'max', percent: number, since: { kind: 'pair added' } },
      });
    }
  }
  for (const ms of [...numbers, 1, 999, 59_999, 60_000.5, 31 * 86_400_000, 1e15]) {
    for (const name of ['alarm.add', 'alarm.preview'] as const) {
      add(name, {
        pairId: btc,
        condition: { kind: 'move', percent: 5, direction: 'up', over: { kind: 'window', ms, from: 'start' } },
      });
      add(name, {
        pairId: btc,
        condition: { kind: 'extreme', extreme: 'min', percent: 5, since: { kind: 'window', ms } },
      });
    }
  }
  add('ring.dismiss', { ids: [] });
  add('ring.dismiss', { ids: Array.from({ length: 1_001 }, (_, n) => `a1#${n}`) });
  add('pair.add', {});
  add('pair.add', { text: 'btcusdt', id: btc });
  return found;
}

/** Commands that change nothing whatever comes; an id that is not there is nothing to put away. */
function mayGoWell(name: string, input: unknown): boolean {
  if (['state.get', 'ring.dismissAll', 'ring.test'].includes(name)) return JSON.stringify(input) === '{}';
  if (name === 'notice.dismiss') return typeof (input as { id?: unknown } | null)?.id === 'string';
  return false;
}

const shorten = (value: unknown): string => {
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, 80);
  } catch {
    return typeof value;
  }
};

/** What lies on disk and what is shown, to be held against itself later. */
async function everything(made: TestRuntime): Promise<unknown> {
  await settle();
  const { seq: _seq, ...state } = (await made.ok('state.get', {})) satisfies Snapshot;
  const { storage } = made;
  return structuredClone({
    state,
    rules: storage.rules.current(),
    trackers: storage.state.trackers(),
    firings: storage.state.firingsOf(btc, 0),
    samples: storage.history.samplesOf(btc, 0),
  });
}

async function ready() {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.alarm(target(105));
  await made.alarm(target(200));
  await made.tickAt(106);
  return made;
}

describe('bad input', () => {
  test('every command refuses it with a sentence to whoever asked, and nothing else changes', async () => {
    const made = await ready();
    const before = await everything(made);
    const wrong: string[] = [];
    for (const [name, input] of cases()) {
      const reply = await made
        .call(name, input)
        .catch((error: unknown) => ({ ok: false, code: 'thrown', message: String(error) }));
      const about = `${name} ${shorten(input)}`;
      if (reply.ok) {
        if (!mayGoWell(name, input)) wrong.push(`${about}: went well`);
        continue;
      }
      const { code, message } = reply as { code: string; message: string };
      if (code === 'internal' || code === 'thrown') wrong.push(`${about}: ${code} ${message}`);
      if (!/^\p{Lu}|^“|^\W*\S/u.test(message) || message.includes('undefined'))
        wrong.push(`${about}: ${message}`);
      if (message.length > 400) wrong.push(`${about}: a sentence of ${message.length} characters`);
    }
    expect(wrong).toEqual([]);
    expect(await everything(made)).toEqual(before);
    expect(made.events('error')).toEqual([]);
  });

  test.each([
    ['an unknown name', 'pair.explode'],
    ['a prototype key', '__proto__'],
    ['another one', 'constructor'],
    ['and another', 'hasOwnProperty'],
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', ['state.get']],
    ['an object', { name: 'state.get' }],
    ['an object that cannot be written as text', { toString: 1, valueOf: 1 }],
    ['an object without prototype', Object.create(null)],
    ['a symbol', Symbol('state.get')],
    ['script', script],
    ['10,000 characters', long],
    ['emoji', '🚀'],
    ['the name with a blank', ' state.get'],
  ])('a command that is %s is refused as unknown', async (_, name) => {
    const made = await ready();
    const before = await everything(made);
    const reply = await made.call(name, {});
    expect(reply).toMatchObject({ ok: false, code: 'unknown-command' });
    expect((reply as { message: string }).message.length).toBeLessThan(200);
    expect(await everything(made)).toEqual(before);
  });

  test('what a user typed comes back in the sentence as typed, cut where it is long', async () => {
    const { refused } = await ready();
    const odd = await refused('pair.add', { text: '$&{{text}}x' });
    expect(odd.message).toContain('$&{{text}}x');
    const tooLong = await refused('pair.add', { text: 'q'.repeat(99) });
    expect(tooLong.message.length).toBeLessThan(200);
    const emoji = await refused('pair.add', { text: '🚀🚀' });
    expect(emoji).toMatchObject({ code: 'unknown-symbol', message: expect.stringContaining('🚀🚀') });
  });

  test('ids that are no ids of ours are unknown, not internal', async () => {
    const { refused } = await ready();
    for (const id of ['__proto__', 'constructor', 'a99', 'preview', 'x'.repeat(100)]) {
      expect((await refused('alarm.remove', { id })).code).toBe('unknown-alarm');
      expect((await refused('alarm.rearm', { id })).code).toBe('unknown-alarm');
      expect((await refused('alarm.restore', { id })).code).toBe('nothing-to-restore');
      expect((await refused('pair.remove', { id })).code).toBe('unknown-pair');
      expect((await refused('chart.get', { pairId: id })).code).toBe('unknown-pair');
      expect((await refused('ring.dismiss', { ids: [id] })).code).toBe('unknown-firing');
    }
  });
});

describe('absurd numbers that are prices all the same', () => {
  const absurd = [1e308, Number.MAX_VALUE, 1e-300, Number.MIN_VALUE, 1e16, 0.1 + 0.2];

  test.each(absurd)(
    'a target of %s on a coin that costs a fraction: answered clearly, and everything still shown',
    async (price) => {
      const made = startTestRuntime({ folder: folders.make() });
      folders.closeAfter(() => made.runtime.stop());
      await made.watch('binance:DOGEUSDT', 0.00001234);
      const alarm = { pairId: 'binance:DOGEUSDT', condition: target(price, 'any') };
      const replies = [await made.call('alarm.preview', alarm), await made.call('alarm.add', alarm)];
      expect(await made.call('state.get', {})).toMatchObject({ ok: true });
      await made.tickAt(0.000013, 'binance:DOGEUSDT');
      expect(await made.call('state.get', {})).toMatchObject({ ok: true });
      expect(replies.map((reply) => reply.ok || reply.code)).not.toContain('internal');
      expect(made.events('error')).toEqual([]);
    },
  );

  test.each([1e-300, 1e-9, 99.999999, 1_000_000])(
    'a percentage of %s: answered clearly, and everything still shown',
    async (percent) => {
      const made = await ready();
      for (const condition of [
        { kind: 'move', percent, direction: 'up', over: { kind: 'since start' } },
        { kind: 'extreme', extreme: 'min', percent, since: { kind: 'pair added' } },
      ]) {
        const reply = await made.call('alarm.add', { pairId: btc, condition });
        expect(reply.ok || reply.code !== 'internal').toBe(true);
      }
      expect(await made.call('state.get', {})).toMatchObject({ ok: true });
      expect(made.events('error')).toEqual([]);
    },
  );

  test.each<[string, Partial<Quote>]>([
    ['a price of 1e308', { price: 1e308 }],
    ['a day of Infinity percent', { change24h: Number.POSITIVE_INFINITY }],
    ['a price below zero', { price: -1 }],
    ['a price of NaN', { price: Number.NaN }],
    ['a time of NaN', { t: Number.NaN }],
    ['a time of Infinity', { t: Number.POSITIVE_INFINITY }],
  ])(
    'a source that tells %s: everything is still shown, and the next good answer is taken',
    async (_, absurdQuote) => {
      const made = await ready();
      await made.ok('alarm.add', {
        pairId: btc,
        condition: {
          kind: 'move',
          percent: 1_000_000,
          direction: 'up',
          over: { kind: 'window', ms: 60_000, from: 'extreme' },
        },
      });
      made.feed.price(btc, absurdQuote.price ?? 107, absurdQuote);
      await made.clock.advance(tick);
      expect(await made.call('state.get', {})).toMatchObject({ ok: true });
      await made.tickAt(108);
      expect((await made.state()).pairs).toMatchObject([{ price: 108 }]);
      expect(made.events('error')).toEqual([]);
    },
  );
});
