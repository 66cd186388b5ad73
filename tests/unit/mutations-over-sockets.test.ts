import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { startHeadless } from '../../src-headless/host.ts';
import { testHostOptions } from '../../src-headless/testing/test-host.ts';
import { temporaryFolders } from '../../src-runtime/testing/temp-folder.ts';
import {
  type CommandIn,
  type CommandName,
  type CommandOut,
  type Reply,
  replyEnvelope,
} from '../../src-shared/contract/contract.ts';
import { minutesOf } from '../e2e/steady-market.ts';
import { tellFigures } from '../figures.ts';
import { startMarketReplay } from '../market-replay/market-replay.ts';
import { type Mutated, mutate } from '../mutations/mutate-commands.ts';
import { readingCommands } from '../mutations/valid-commands.ts';
import { randomFrom } from '../random.ts';

/** A tenth of what goes straight to the runtime. */
const mutations = Math.max(100, Math.floor(Number(process.env['MUTATIONS'] ?? 500) / 10));
const seed = Number(process.env['SOAK_SEED'] ?? 1);
const batch = 100;
/** A larger message ends the connection, as it must; one of those is sent by the host's own tests. */
const largest = 60_000;

const folders = temporaryFolders();

interface Wire {
  readonly call: (name: unknown, input: unknown) => Promise<unknown>;
  readonly ok: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<CommandOut<K>>;
  readonly socket: Socket;
  readonly dataDir: string;
  /** Ids of the examples (`a1`) to those that the host gave. */
  readonly ids: Map<string, string>;
  readonly address: string;
}

/** A real host on a market that stands still, with alarms that wait and one that rings. */
async function ready(): Promise<Wire> {
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const files = Object.fromEntries(
    ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'DOGEUSDT'].map((symbol) => [symbol, minutesOf(now, [100])]),
  );
  const market = await startMarketReplay({ files, now });
  folders.closeAfter(() => market.close());
  const pagesDir = folders.make();
  mkdirSync(path.join(pagesDir, 'assets'));
  writeFileSync(path.join(pagesDir, 'index.html'), '<!doctype html>');
  const dataDir = path.join(folders.make(), 'data');
  const host = await startHeadless(
    testHostOptions({ dataDir, source: 'binance', pollMs: 300_000, binanceRest: market.url }, pagesDir),
  );
  folders.closeAfter(() => host.stop());
  const socket = io(`${host.address}/app`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  folders.closeAfter(() => socket.disconnect());
  const call = (name: unknown, input: unknown): Promise<unknown> =>
    socket.timeout(10_000).emitWithAck('call', name, input);
  const ok: Wire['ok'] = async (name, input) => {
    const reply = (await call(name, input)) as Reply<typeof name>;
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
    return reply.data as CommandOut<typeof name>;
  };
  const ids = new Map<string, string>();
  for (const id of ['binance:BTCUSDT', 'binance:ETHUSDT']) {
    await ok('pair.add', { id });
    await expect
      .poll(async () => (await ok('state.get', {})).pairs.every(({ price }) => price === 100))
      .toBe(true);
  }
  for (const price of [150, 160, 170, 180, 190]) {
    const condition = { kind: 'target', price, direction: 'up' } as const;
    const { alarm } = await ok('alarm.add', { pairId: 'binance:BTCUSDT', condition });
    ids.set(`a${ids.size + 1}`, alarm.id);
  }
  await ok('ring.test', {});
  return { call, ok, socket, dataDir, ids, address: host.address };
}

/** With the host's own ids in place of those of the examples. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const [alarm = '', number] = value.split('#');
    const id = ids.get(alarm);
    return id === undefined ? value : number === undefined ? id : `${id}#${number}`;
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, ids));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, renamed(field, ids)]));
}

/** What a command may change; prices and their ages change by themselves. */
async function digestOf({ ok, dataDir }: Wire): Promise<string> {
  const { pairs, alarms, ringing, notices, monitoring } = await ok('state.get', {});
  return JSON.stringify({
    rules: readFileSync(path.join(dataDir, 'config.json'), 'utf8'),
    pairs: pairs.map(({ id }) => id),
    alarms: alarms.map(({ id, condition, mode, state, firedCount }) => ({
      id,
      condition,
      mode,
      state,
      firedCount,
    })),
    ringing,
    notices,
    monitoring,
  });
}

async function send(wire: Wire, { name, input }: Mutated): Promise<string> {
  const before = await digestOf(wire);
  const reply = replyEnvelope.parse(await wire.call(name, input));
  const code = reply.ok ? 'ok' : reply.code;
  expect(code).not.toBe('internal');
  const mayChange = reply.ok && !readingCommands.includes(name as CommandName);
  if (!mayChange) expect(await digestOf(wire)).toBe(before);
  return code;
}

test(
  `${mutations} mutated commands over a real socket: the same holds, and the host goes on`,
  async () => {
    const random = randomFrom(seed);
    const replies = new Map<string, number>();
    let wire = await ready();
    for (let n = 0; n < mutations; n += 1) {
      if (n > 0 && n % batch === 0) wire = await ready();
      const mutant = mutate(random, 'wire');
      const input = renamed(mutant.input, wire.ids);
      if ((JSON.stringify([mutant.name, input]) ?? '').length > largest) continue;
      const code = await send(wire, { ...mutant, input }).catch((error: unknown) => {
        throw new Error(`mutant ${n} of seed ${seed}: ${inspect({ ...mutant, input }).slice(0, 800)}`, {
          cause: error,
        });
      });
      replies.set(code, (replies.get(code) ?? 0) + 1);
      expect(wire.socket.connected).toBe(true);
    }
    const counted = [...replies].toSorted((a, b) => b[1] - a[1]).map(([reply, times]) => `${times} ${reply}`);
    tellFigures(`mutations over a socket: ${mutations} of seed ${seed}, ${counted.join(', ')}`);
    for (const reply of ['ok', 'bad-input', 'unknown-command'])
      expect(replies.get(reply) ?? 0, reply).toBeGreaterThan(mutations / 100);
    expect((await fetch(`${wire.address}/health`)).status).toBe(200);
  },
  60_000 + mutations * 200,
);
