import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { settle } from '../../src-runtime/testing/fake-clock.ts';
import { temporaryFolders } from '../../src-runtime/testing/temp-folder.ts';
import { startTestRuntime, type TestRuntime, target } from '../../src-runtime/testing/test-runtime.ts';
import { type CommandName, commands, replyEnvelope } from '../../src-shared/contract/contract.ts';
import { tellFigures } from '../figures.ts';
import { missingChoices } from '../mutations/choices.ts';
import { type Mutated, mutate } from '../mutations/mutate-commands.ts';
import { examplesOf, readingCommands } from '../mutations/valid-commands.ts';
import { pick, randomFrom } from '../random.ts';

const mutations = Number(process.env['MUTATIONS'] ?? 500);
const seed = Number(process.env['SOAK_SEED'] ?? 1);
/** So many go to one runtime; then a fresh one is taken, so that there is something to break. */
const batch = 100;

const answers: Partial<Record<CommandName, string>> = {
  'pair.decide': 'not-possible',
  'data.applyImport': 'unknown-import',
};

const folders = temporaryFolders();
const names = Object.keys(commands) as CommandName[];

let stray: unknown[] = [];
const keep = (error: unknown) => void stray.push(error);
beforeEach(() => {
  stray = [];
  process.on('unhandledRejection', keep);
  process.on('uncaughtException', keep);
});
afterEach(() => {
  process.off('unhandledRejection', keep);
  process.off('uncaughtException', keep);
});

/** Two pairs, alarms that wait, one that rings, one that rests. */
async function ready(): Promise<TestRuntime> {
  const made = startTestRuntime({ folder: folders.make() });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  await made.watch('binance:ETHUSDT', 100);
  made.feed.price('binance:SOLUSDT', 100);
  made.feed.price('binance:DOGEUSDT', 0.1);
  for (const price of [105, 104, 150, 20]) await made.alarm(target(price, price < 100 ? 'down' : 'up'));
  await made.alarm(target(200), 'binance:ETHUSDT');
  await made.tickAt(106);
  await made.ok('ring.dismiss', { ids: ['a2#1'] });
  return made;
}

/** Everything that a command may change, on disk and in what is shown. */
async function digestOf({ state, storage, folder }: TestRuntime): Promise<string> {
  const { pairs, alarms, ringing, notices, monitoring } = await state();
  return JSON.stringify({
    rules: readFileSync(path.join(folder, 'config.json'), 'utf8'),
    current: storage.rules.current(),
    trackers: [...storage.state.trackers()],
    extremes: [...storage.state.extremes()],
    unacknowledged: storage.state.unacknowledged(),
    shown: { pairs, alarms, ringing, notices, monitoring },
  });
}

interface Sent {
  readonly reply: string;
  readonly changed: boolean;
}

/** The mutant in words, where it lets itself be looked at. */
function describeMutant({ name, input, done }: Mutated): string {
  const show = (value: unknown) => {
    try {
      return inspect(value, { depth: 4 }).slice(0, 500);
    } catch {
      return 'something that throws';
    }
  };
  return `${show(name)} ${show(input)} (${done.join(', ')})`;
}

/** Sends one and holds what came of it against what may come of it. */
async function send(made: TestRuntime, { name, input }: Mutated): Promise<Sent> {
  const before = await digestOf(made);
  const reply = await made.runtime.handle(name, input, { client: 'mutant' });
  await settle();
  const after = await digestOf(made);
  expect(replyEnvelope.safeParse(reply).success).toBe(true);
  expect(stray).toEqual([]);
  const code = reply.ok ? 'ok' : reply.code;
  expect(code).not.toBe('internal');
  const mayChange = reply.ok && !readingCommands.includes(name as CommandName);
  if (!mayChange) expect(after).toBe(before);
  return { reply: code, changed: after !== before };
}

describe('the table of valid commands', () => {
  test.each(names)('%s: every example is taken, and every form and choice has one', (name) => {
    const examples = examplesOf(name);
    for (const example of examples) expect(commands[name].in.safeParse(example).success).toBe(true);
    expect(missingChoices(commands[name].in, examples, name)).toEqual([]);
  });

  test.each(names)('%s: unchanged, an example of it goes well', async (name) => {
    const made = await ready();
    const removal = name.replace('.restore', '.remove');
    const replies: string[] = [];
    for (const input of examplesOf(name)) {
      if (removal !== name) await made.call(removal, input);
      const reply = await made.call(name, input);
      replies.push(reply.ok ? 'ok' : reply.code);
    }
    // An answer needs a question: its payload is understood, and there is nothing to answer.
    const wanted = answers[name] ?? 'ok';
    expect(replies).toContain(wanted);
  });
});

test(
  `${mutations} mutated commands: each is answered, none throws, and one that is refused changes nothing`,
  async () => {
    const random = randomFrom(seed);
    const replies = new Map<string, number>();
    let changed = 0;
    let made = await ready();
    for (let n = 0; n < mutations; n += 1) {
      if (n > 0 && n % batch === 0) {
        await made.runtime.stop();
        made = await ready();
      }
      // Alarms go on ringing in between.
      if (n % 10 === 0) await made.tickAt(pick(random, [20, 90, 100, 105, 110, 150]) ?? 100);
      // Now and then the disk refuses as well.
      made.disk.rulesFail = n % 4 === 0;
      const mutant = mutate(random, 'in process');
      const sent = await send(made, mutant).catch((error: unknown) => {
        throw new Error(`mutant ${n} of seed ${seed}: ${describeMutant(mutant)}`, { cause: error });
      });
      replies.set(sent.reply, (replies.get(sent.reply) ?? 0) + 1);
      if (sent.changed) changed += 1;
    }
    const counted = [...replies].toSorted((a, b) => b[1] - a[1]).map(([reply, times]) => `${times} ${reply}`);
    tellFigures(
      `mutations: ${mutations} of seed ${seed}, ${counted.join(', ')}; ${changed} changed something`,
    );
    for (const reply of [
      'ok',
      'bad-input',
      'unknown-command',
      'unknown-pair',
      'unknown-alarm',
      'storage-failed',
    ]) {
      expect(replies.get(reply) ?? 0, reply).toBeGreaterThanOrEqual(mutations / 500);
    }
    expect(changed).toBeGreaterThan(mutations / 100);
  },
  60_000 + mutations * 100,
);

test('a form, a choice or a field that no example has is found', () => {
  const schema = z.strictObject({
    shape: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
      z.strictObject({ kind: z.literal('line'), style: z.enum(['solid', 'dotted']) }),
    ]),
    tags: z.optional(z.array(z.enum(['a', 'b']))),
  });
  const circle = { shape: { kind: 'circle', radius: 1 } };
  const line = { shape: { kind: 'line', style: 'dotted' }, tags: ['a'] };
  expect(missingChoices(schema, [circle])).toEqual(['.shape|1: no value', '.tags: no value']);
  expect(missingChoices(schema, [circle, line])).toEqual(['.shape|1.style=solid', '.tags[]=b']);
  const solid = { shape: { kind: 'line', style: 'solid' }, tags: ['b'] };
  expect(missingChoices(schema, [circle, line, solid])).toEqual([]);
});
