import { describe, expect, test } from 'vitest';
import { electronEnvironment, headlessArgs, whyNoWindow } from '../../scripts/launcher/can-run.ts';

const x11 = { DISPLAY: ':0' };
const wayland = { WAYLAND_DISPLAY: 'wayland-0' };
const withoutSandbox = ['--no-sandbox'];

describe('whether a window is possible here', () => {
  test.each([
    ['Linux with X', 'linux', 1000, x11, [], null],
    ['Linux with Wayland', 'linux', 1000, wayland, [], null],
    ['Linux without a display', 'linux', 1000, {}, [], 'start.no-display'],
    ['an empty DISPLAY is none', 'linux', 1000, { DISPLAY: '', WAYLAND_DISPLAY: '' }, [], 'start.no-display'],
    ['root', 'linux', 0, x11, [], 'start.root'],
    ['root without the sandbox', 'linux', 0, x11, withoutSandbox, null],
    ['root without a display', 'linux', 0, {}, withoutSandbox, 'start.no-display'],
    ['macOS asks for neither', 'darwin', 0, {}, [], null],
    ['nor does Windows', 'win32', null, {}, [], null],
  ] as const)('%s', (_, platform, user, environment, args, key) => {
    expect(whyNoWindow({ platform, user, environment, args })?.key ?? null).toBe(key);
  });
});

describe('what is passed on', () => {
  test('Electron is not told to be plain Node, in whatever case', () => {
    const given = { ELECTRON_RUN_AS_NODE: '1', Electron_Run_As_Node: '1', DISPLAY: ':0' };
    expect(electronEnvironment(given)).toEqual(x11);
    expect(given).toHaveProperty('ELECTRON_RUN_AS_NODE');
  });

  test('the headless host gets all arguments but those of the desktop', () => {
    expect(headlessArgs(['--hidden', '--port', '0', '--no-sandbox', '--demo'])).toEqual([
      '--port',
      '0',
      '--demo',
    ]);
  });
});
