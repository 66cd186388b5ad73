import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Computer, launchApp } from '../../scripts/launcher/launch.ts';
import { createFakeClock, settle } from '../../src-runtime/testing/fake-clock.ts';
import { createFakeInterrupts, createFakeLaunch, exit } from './fake-launch.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function install(): string {
  const folder = path.join(root, 'node_modules', 'electron');
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'path.txt'), 'electron');
  writeFileSync(path.join(folder, 'dist', 'electron'), '');
  return path.join(folder, 'dist', 'electron');
}

const headlessCode = 7;

function begin(different: Partial<Computer> = {}) {
  const steps: string[] = [];
  const fake = createFakeLaunch();
  const interrupts = createFakeInterrupts();
  const clock = createFakeClock();
  const ended = launchApp({
    platform: 'linux',
    user: 1000,
    environment: { DISPLAY: ':0' },
    args: ['--hidden', '--port', '0'],
    root,
    node: '/node',
    electronVersion: () => '45.0.0',
    build: async () => {
      steps.push('build');
      return 0;
    },
    headless: async (args) => {
      steps.push(`headless ${args.join(' ')}`);
      return headlessCode;
    },
    withTemporaryFolder: (work) => work('/temporary'),
    sizeOf: () => 0,
    launch: (program, ears) => {
      steps.push(path.basename(program.command));
      return fake.launch(program, ears);
    },
    timers: clock,
    interrupts,
    print: (text) => steps.push(text.split(/[.;(]/)[0] ?? ''),
    complain: (text) => steps.push(text),
    ...different,
  });
  return { steps, fake, interrupts, clock, ended };
}

const none = 'There is no desktop window: ';
const fetching = 'Fetching Electron 45';

describe('npm start', () => {
  test('builds, starts the desktop, stays with it', async () => {
    const file = install();
    const { ended, fake, steps } = begin();
    await settle();
    expect(fake.last().program.command).toBe(file);
    fake.last().ears.out('Crypto Price Alarm 1.2.3 is running: look for the bell in the tray.\n');
    fake.last().end(exit(0));
    expect(await ended).toBe(0);
    expect(steps).toEqual(['build', 'electron', 'Crypto Price Alarm 1']);
  });

  test('a failed build ends it, with its code', async () => {
    const { ended, steps } = begin({ build: async () => 3 });
    expect([await ended, steps]).toEqual([3, []]);
  });

  test('no window possible: nothing is fetched, one reason, the headless host without --hidden', async () => {
    const { ended, steps } = begin({ environment: {} });
    expect(await ended).toBe(headlessCode);
    expect(steps).toEqual(['build', `${none}no display is set here `, 'headless --port 0']);
  });

  test('root: nothing is fetched', async () => {
    const { ended, steps } = begin({ user: 0 });
    expect(await ended).toBe(headlessCode);
    expect(steps).toEqual(['build', `${none}Electron does not run as root`, 'headless --port 0']);
  });

  test('a named folder without Electron: nothing is fetched, it would not arrive there', async () => {
    const { ended, steps } = begin({
      environment: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: 'nowhere' },
    });
    expect(await ended).toBe(headlessCode);
    expect(steps[1]).toContain('ELECTRON_OVERRIDE_DIST_PATH is set');
    expect(steps).toHaveLength(3);
  });

  test('an app that refuses starts no other host', async () => {
    install();
    const { ended, fake, steps } = begin();
    await settle();
    fake.last().ears.err('The data folder is in use.\n');
    fake.last().end(exit(2));
    expect(await ended).toBe(2);
    expect(steps).toEqual(['build', 'electron', 'The data folder is in use.\n']);
  });

  test('an early end: the headless host', async () => {
    install();
    const { ended, fake, steps } = begin({ args: ['--no-sandbox', '--demo'] });
    await settle();
    fake.last().end(exit(1));
    expect(await ended).toBe(headlessCode);
    expect(steps.slice(2)).toEqual([`${none}Electron ended before the app was ready `, 'headless --demo']);
  });
});

describe('Electron that is not here yet', () => {
  test('is fetched, then started', async () => {
    const { ended, fake, steps } = begin();
    await settle();
    install();
    fake.last().end(exit(0));
    await settle();
    fake.last().ears.out('Crypto Price Alarm is running already: its window is shown now.\n');
    fake.last().end(exit(0));
    expect(await ended).toBe(0);
    expect(steps.slice(0, 4)).toEqual(['build', fetching, 'node', 'electron']);
  });

  test('fetched, but not there', async () => {
    const { ended, fake, steps } = begin();
    await settle();
    fake.last().end(exit(0));
    expect(await ended).toBe(headlessCode);
    expect(steps[3]).toContain(`${none}Electron was fetched, but `);
  });

  test('an installer that hangs: the headless host after 30 seconds', async () => {
    const { clock, ended, fake, steps } = begin();
    await clock.advance(30_000);
    expect(await ended).toBe(headlessCode);
    expect(fake.last().groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(steps.slice(1)).toEqual([
      fetching,
      'node',
      `${none}Electron could not be fetched, nothing arrived for 30 seconds`,
      'headless --port 0',
    ]);
  });

  test('nowhere to put it', async () => {
    const { ended, steps } = begin({ withTemporaryFolder: () => Promise.reject(new Error('disk full')) });
    expect(await ended).toBe(headlessCode);
    expect(steps[2]).toBe(`${none}Electron could not be fetched `);
  });
});

describe('an interrupt', () => {
  test('while it builds: nothing starts', async () => {
    const building = Promise.withResolvers<number>();
    const { ended, interrupts, steps } = begin({ build: () => building.promise });
    interrupts.interrupt('SIGINT');
    building.resolve(1);
    expect([await ended, steps]).toEqual([0, []]);
  });

  test('while Electron is fetched: nothing starts', async () => {
    const { ended, interrupts, steps } = begin();
    await settle();
    interrupts.interrupt('SIGINT');
    expect(await ended).toBe(0);
    expect(steps).toEqual(['build', fetching, 'node']);
  });
});
