import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchElectron } from '../../scripts/launcher/fetch-electron.ts';
import type { Why } from '../../scripts/launcher/why.ts';
import { createFakeClock, settle } from '../../src-runtime/testing/fake-clock.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { createFakeInterrupts, createFakeLaunch, exit } from './fake-launch.ts';

function begin(obeys?: NodeJS.Signals[]) {
  const clock = createFakeClock();
  const fake = createFakeLaunch(obeys);
  const interrupts = createFakeInterrupts();
  const sizes = { temporary: 0, dist: 0 };
  const printed: string[] = [];
  let end: Why | null | 'going on' = 'going on';
  const fetched = fetchElectron({
    root: '/app',
    node: '/node',
    environment: { HTTPS_PROXY: 'http://proxy', TMPDIR: '/elsewhere' },
    temporary: '/temporary',
    sizeOf: (folder) => (folder === '/temporary' ? sizes.temporary : sizes.dist),
    launch: fake.launch,
    timers: clock,
    interrupts,
    print: (text) => printed.push(text),
    say: createHostWords(),
  }).then((why) => {
    end = why;
    return why;
  });
  return { clock, installer: fake.last(), interrupts, sizes, printed, fetched, endedWith: () => end };
}

const silent = { key: 'start.fetch-silent', params: { seconds: 30 } };

describe('the installer', () => {
  test('is the one of the package, and downloads where it is watched', () => {
    const { installer } = begin();
    expect(installer.program).toMatchObject({
      command: '/node',
      args: [path.join('/app', 'node_modules', 'electron', 'install.js')],
      environment: {
        HTTPS_PROXY: 'http://proxy',
        NODE_USE_ENV_PROXY: '1',
        TMPDIR: '/temporary',
        TEMP: '/temporary',
        TMP: '/temporary',
      },
    });
  });

  test('success', async () => {
    const { clock, fetched, installer } = begin();
    installer.end(exit(0));
    expect(await fetched).toBeNull();
    expect(clock.waiting()).toBe(0);
  });

  test.each([
    ['TypeError: fetch failed\n    at node:internal/deps/undici:1:2\n', 'the server was not reached'],
    [
      'HTTPError: Response code 404 (Not Found) for https://x/y.zip\n    at z\n',
      'Response code 404 (Not Found) for https://x/y.zip',
    ],
    ['', 'code 1'],
  ])('failure: one cause, no stack trace', async (text, cause) => {
    const { fetched, installer, printed } = begin();
    installer.ears.err(text);
    installer.end(exit(1));
    expect(await fetched).toEqual({ key: 'start.fetch-failed', params: { cause } });
    expect(printed).toEqual([]);
  });
});

describe('silence', () => {
  test('30 seconds without a byte: given up, the group is ended', async () => {
    const { clock, endedWith, fetched, installer } = begin();
    await clock.advance(29_999);
    expect(endedWith()).toBe('going on');
    await clock.advance(1);
    expect(await fetched).toEqual(silent);
    expect(installer.groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(clock.waiting()).toBe(0);
  });

  test('an installer that does not hear is killed', async () => {
    const { clock, fetched, installer } = begin(['SIGKILL']);
    await clock.advance(31_999);
    expect(installer.groupSignals).toEqual(['SIGTERM']);
    await clock.advance(1);
    expect(await fetched).toEqual(silent);
    expect(installer.groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
  });

  test.each([
    ['a byte on stdout', (fetching: ReturnType<typeof begin>) => fetching.installer.ears.out('.')],
    ['a byte on stderr', (fetching: ReturnType<typeof begin>) => fetching.installer.ears.err('.')],
    ['a download that grows', ({ sizes }: ReturnType<typeof begin>) => (sizes.temporary += 1)],
    ['files that are unpacked', ({ sizes }: ReturnType<typeof begin>) => (sizes.dist += 1)],
  ])('%s ends it, and it counts anew', async (_, sign) => {
    const fetching = begin();
    for (let round = 0; round < 10; round += 1) {
      await fetching.clock.advance(29_000);
      sign(fetching);
    }
    await fetching.clock.advance(30_000);
    expect(fetching.endedWith()).toBe('going on');
    await fetching.clock.advance(1_000);
    expect(await fetching.fetched).toEqual(silent);
  });
});

test('a long download tells how far it is, and no more often than every 10 seconds', async () => {
  const { clock, printed, sizes } = begin();
  for (let second = 0; second < 25; second += 1) {
    sizes.temporary += 2_000_000;
    await clock.advance(1_000);
  }
  expect(printed).toEqual(['Fetching Electron: 20 MB so far.\n', 'Fetching Electron: 40 MB so far.\n']);
});

test('an interrupt ends it', async () => {
  const { clock, fetched, installer, interrupts } = begin();
  interrupts.interrupt('SIGINT');
  await settle();
  await fetched;
  expect(installer.groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
  expect(clock.waiting()).toBe(0);
});
