import { createServer } from 'node:http';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ToHost } from './fast-host.ts';

const startsAt = Date.UTC(2026, 0, 5);

/** A process with a script of its own on the fast clock; what it prints is told line by line. */
function onFastClock(script: string, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'fast-clock-'));
  const file = path.join(folder, 'script.mjs');
  writeFileSync(file, script);
  const fastClock = path.join(import.meta.dirname, 'fast-clock.ts');
  const child = fork(file, {
    execArgv: ['--expose-gc', '--import', fastClock],
    env: { ...process.env, ...environment, FAST_CLOCK_START: String(startsAt) },
    silent: true,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let out = '';
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  return {
    lines: () => out.trim().split('\n'),
    printed: async () => {
      if (out === '') await once(child.stdout ?? child, 'data');
    },
    async ask(what: ToHost) {
      child.send(what);
      const [told] = await once(child, 'message');
      return told as unknown;
    },
  };
}

test('clocks and timers of the app move as told, and those of the network take real time', async () => {
  const host = onFastClock(`
    const clock = { setTimer: (callback, ms) => { const timer = setTimeout(callback, ms); return () => clearTimeout(timer); } };
    const tell = (what) => () => console.log(what, new Date().toISOString(), Math.round(performance.now()), Date.now() % 100_000);
    clock.setTimer(tell('later'), 3_600_000);
    clock.setTimer(tell('sooner'), 20_000);
    clock.setTimer(tell('never'), 30_000)();
    setTimeout(() => {}, 60_000);
    setTimeout(tell('network'), 5);
  `);
  await host.printed();
  expect(await host.ask({ moveTo: startsAt + 7_200_000 })).toBe('moved');
  expect(host.lines()).toEqual([
    'network 2026-01-05T00:00:00.000Z 0 0',
    'sooner 2026-01-05T00:00:20.000Z 20000 20000',
    'later 2026-01-05T01:00:00.000Z 3600000 0',
  ]);
  expect(await host.ask('memory')).toMatchObject({ heapUsed: expect.any(Number) });
});

test('time stands still until what a timer asked for is answered', async () => {
  const server = createServer((_, response) => setTimeout(() => response.end('here'), 100));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const host = onFastClock(
    `
    import { get } from 'node:http';
    const clock = { setTimer: (callback, ms) => setTimeout(callback, ms) };
    clock.setTimer(() => get(process.env.URL, (answer) => answer.resume().on('end', () => console.log(Date.now()))), 1_000);
    setTimeout(() => {}, 60_000);
    console.log('ready');
  `,
    { URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  );
  await host.printed();
  await host.ask({ moveTo: startsAt + 5_000 });
  await host.ask({ moveTo: startsAt + 9_000 });
  expect(host.lines()).toEqual(['ready', String(startsAt + 5_000)]);
});
