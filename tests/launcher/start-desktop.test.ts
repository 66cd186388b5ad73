import { describe, expect, test } from 'vitest';
import { type DesktopEnd, startDesktop } from '../../scripts/launcher/start-desktop.ts';
import { createFakeClock, settle } from '../../src-runtime/testing/fake-clock.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { createFakeInterrupts, createFakeLaunch, exit } from './fake-launch.ts';

const running = 'Crypto Price Alarm 1.2.3 is running: look for the bell in the tray.\n';
const noise = '[12:0101/120000.000000:ERROR:bus.cc(408)] Failed to connect to the bus.\n';

function begin(options: { obeys?: NodeJS.Signals[]; environment?: NodeJS.ProcessEnv } = {}) {
  const clock = createFakeClock();
  const fake = createFakeLaunch(options.obeys);
  const interrupts = createFakeInterrupts();
  const terminal = { out: '', err: '' };
  let end: DesktopEnd | null = null;
  const ended = startDesktop({
    file: '/app/electron',
    root: '/app',
    args: ['--hidden', '--data-dir', 'x'],
    environment: { DISPLAY: ':0', ELECTRON_RUN_AS_NODE: '1', ...options.environment },
    launch: fake.launch,
    timers: clock,
    interrupts,
    print: (text) => {
      terminal.out += text;
    },
    complain: (text) => {
      terminal.err += text;
    },
    say: createHostWords(),
  }).then((value) => {
    end = value;
    return value;
  });
  return { clock, app: fake.last(), interrupts, terminal, ended, endedWith: () => end };
}

describe('how it is started', () => {
  test('in the project, with the arguments, not as plain Node', () => {
    const { app } = begin();
    expect(app.program).toEqual({
      command: '/app/electron',
      args: ['.', '--hidden', '--data-dir', 'x'],
      folder: '/app',
      environment: { DISPLAY: ':0' },
    });
  });
});

describe('an app that runs', () => {
  test('is waited for, for days if it must be, and its exit code is passed on', async () => {
    const { app, clock, ended, endedWith, terminal } = begin();
    app.ears.out(running.slice(0, 25));
    app.ears.out(running.slice(25));
    await clock.advance(24 * 3_600_000);
    expect(endedWith()).toBeNull();
    expect(clock.waiting()).toBe(0);
    app.end(exit(0));
    expect(await ended).toEqual({ kind: 'done', code: 0 });
    expect(terminal).toEqual({ out: running, err: '' });
    expect(app.groupSignals).toEqual([]);
  });

  test('what it said before is shown once it runs, without the noise', async () => {
    const { app, clock, terminal } = begin();
    app.ears.err(`${noise}The log cannot be written.\n`);
    await clock.advance(1_000);
    expect(terminal.err).toBe('');
    app.ears.out(running);
    expect(terminal.err).toBe('The log cannot be written.\n');
    app.ears.err(`${noise}Binance does not answer.\n`);
    expect(terminal.err).toBe('The log cannot be written.\nBinance does not answer.\n');
  });

  test('ELECTRON_ENABLE_LOGGING shows everything, once', async () => {
    const { app, terminal } = begin({ environment: { ELECTRON_ENABLE_LOGGING: '1' } });
    app.ears.err(`${noise}The log cannot be written.\n`);
    app.ears.out(running);
    expect(terminal.err).toBe(`${noise}The log cannot be written.\n`);
  });

  test('a crash is told, with its code', async () => {
    const { app, ended, terminal } = begin();
    app.ears.out(running);
    await settle();
    app.end({ kind: 'signal', signal: 'SIGSEGV' });
    expect(await ended).toEqual({ kind: 'done', code: 1 });
    expect(terminal.err).toMatch(/^The app has ended unexpectedly \(SIGSEGV\)\..*\n$/);
  });

  test('an exit code after the start is passed on, even 2', async () => {
    const { app, ended, terminal } = begin();
    app.ears.out(running);
    app.end(exit(2));
    expect(await ended).toEqual({ kind: 'done', code: 2 });
    expect(terminal.err).toContain('(code 2)');
  });
});

describe('a second start', () => {
  test('ends well, with what the app said', async () => {
    const { app, ended, terminal } = begin();
    app.ears.out('Crypto Price Alarm is running already: its window is shown now.\n');
    app.end(exit(0));
    expect(await ended).toEqual({ kind: 'done', code: 0 });
    expect(terminal.out).toBe('Crypto Price Alarm is running already: its window is shown now.\n');
  });
});

describe('an app that refuses', () => {
  test('has said why: that is passed on, and nothing else starts', async () => {
    const { app, ended, terminal } = begin();
    app.ears.err(`${noise}The data folder x is in use.`);
    app.end(exit(2));
    expect(await ended).toEqual({ kind: 'done', code: 2 });
    expect(terminal.err).toBe('The data folder x is in use.\n');
  });

  test('without a word: then that is said', async () => {
    const { app, ended, terminal } = begin();
    app.ears.err(noise);
    app.end(exit(2));
    expect(await ended).toEqual({ kind: 'done', code: 2 });
    expect(terminal.err).toMatch(/^The app did not start and has not said why\./);
  });
});

describe('no window', () => {
  test.each([
    ['a code', exit(127), 'code 127'],
    ['code 0 without a word', exit(0), 'code 0'],
    ['a signal', { kind: 'signal', signal: 'SIGTRAP' } as const, 'SIGTRAP'],
  ])('an early end by %s', async (_, end, cause) => {
    const { app, ended, terminal } = begin();
    app.end(end);
    expect(await ended).toEqual({ kind: 'no-window', why: { key: 'start.ended-early', params: { cause } } });
    expect(terminal).toEqual({ out: '', err: '' });
    expect(app.groupSignals).toEqual(['SIGKILL']);
  });

  test('an app that hangs is ended after 20 seconds', async () => {
    const { app, clock, ended, endedWith } = begin();
    app.ears.err('Waiting for the moon');
    await clock.advance(19_999);
    expect([endedWith(), app.groupSignals]).toEqual([null, []]);
    await clock.advance(1);
    expect(await ended).toEqual({
      kind: 'no-window',
      why: { key: 'start.late', params: { seconds: 20, cause: 'Waiting for the moon' } },
    });
    expect(app.groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(clock.waiting()).toBe(0);
  });

  test('one that does not hear SIGTERM is killed after two more', async () => {
    const { app, clock, endedWith } = begin({ obeys: ['SIGKILL'] });
    await clock.advance(21_999);
    expect(app.groupSignals).toEqual(['SIGTERM']);
    await clock.advance(1);
    expect(app.groupSignals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(endedWith()?.kind).toBe('no-window');
  });

  test('one that cannot even be killed keeps nobody waiting', async () => {
    const { clock, endedWith } = begin({ obeys: [] });
    await clock.advance(23_000);
    expect(endedWith()?.kind).toBe('no-window');
    expect(clock.waiting()).toBe(0);
  });
});

describe('an interrupt', () => {
  test('is passed on, each one, and the app ends in its own time', async () => {
    const { app, clock, ended, interrupts } = begin();
    app.ears.out(running);
    interrupts.interrupt('SIGINT');
    interrupts.interrupt('SIGINT');
    await clock.advance(4_999);
    expect(app.signals).toEqual(['SIGINT', 'SIGINT']);
    app.end(exit(0));
    expect(await ended).toEqual({ kind: 'done', code: 0 });
    expect(clock.waiting()).toBe(0);
  });

  test.each([
    [{ kind: 'signal', signal: 'SIGTERM' } as const, 0],
    [exit(130), 0],
    [exit(3), 3],
  ])('ended by it: %o', async (end, code) => {
    const { app, ended, interrupts, terminal } = begin();
    app.ears.out(running);
    interrupts.interrupt('SIGTERM');
    app.end(end);
    expect(await ended).toEqual({ kind: 'done', code });
    expect(terminal.err).toBe('');
  });

  test('an app that does not end is killed after 5 seconds, not what it has opened', async () => {
    const { app, clock, interrupts } = begin();
    app.ears.out(running);
    interrupts.interrupt('SIGINT');
    await clock.advance(5_000);
    expect(app.signals).toEqual(['SIGINT', 'SIGKILL']);
    expect(app.groupSignals).toEqual([]);
  });

  test('before the app is ready: no sentence, no other host', async () => {
    const { app, ended, interrupts, terminal } = begin();
    interrupts.interrupt('SIGINT');
    app.end({ kind: 'signal', signal: 'SIGINT' });
    expect(await ended).toEqual({ kind: 'done', code: 0 });
    expect(terminal).toEqual({ out: '', err: '' });
  });
});
