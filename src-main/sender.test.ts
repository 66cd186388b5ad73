import { describe, expect, test } from 'vitest';
import { isFromInterface, isOwnAddress } from './sender.ts';

const origin = 'app://bundle';

test.each([
  ['app://bundle/', true],
  ['app://bundle/index.html?x=1#y', true],
  ['app://bundle', true],
  ['app://bundle.evil.example/', false],
  ['app://bundle@evil.example/', false],
  ['app://other/', false],
  ['http://bundle/', false],
  ['file:///index.html', false],
  ['about:blank', false],
  ['', false],
  ['no address', false],
])('%s is an address of the interface: %s', (address, own) => {
  expect(isOwnAddress(address, origin)).toBe(own);
});

test('in development it is exactly the origin of the server', () => {
  expect(isOwnAddress('http://127.0.0.1:5173/', 'http://127.0.0.1:5173')).toBe(true);
  expect(isOwnAddress('http://127.0.0.1:5174/', 'http://127.0.0.1:5173')).toBe(false);
  expect(isOwnAddress('http://127.0.0.1:5173.evil.example/', 'http://127.0.0.1:5173')).toBe(false);
});

describe('a command is answered', () => {
  type Event = Parameters<typeof isFromInterface>[0];
  const setting = (url = 'app://bundle/') => {
    const mainFrame = { url };
    const webContents = { mainFrame };
    return { mainFrame, webContents, window: { webContents } as never };
  };
  const event = (sender: unknown, senderFrame: unknown) => ({ sender, senderFrame }) as Event;

  test('to the main frame of our window', () => {
    const { mainFrame, webContents, window } = setting();
    expect(isFromInterface(event(webContents, mainFrame), window, origin)).toBe(true);
  });

  test('not to another window, even with our page', () => {
    const [ours, other] = [setting(), setting()];
    expect(isFromInterface(event(other.webContents, other.mainFrame), ours.window, origin)).toBe(false);
  });

  test('not while there is no window', () => {
    const { mainFrame, webContents } = setting();
    expect(isFromInterface(event(webContents, mainFrame), null, origin)).toBe(false);
  });

  test('not to a frame inside our page', () => {
    const { webContents, window } = setting();
    expect(isFromInterface(event(webContents, { url: 'app://bundle/' }), window, origin)).toBe(false);
  });

  test('not to a frame that is gone', () => {
    const { webContents, window } = setting();
    expect(isFromInterface(event(webContents, null), window, origin)).toBe(false);
    const disposed = {
      get url(): string {
        throw new Error('Render frame was disposed');
      },
    };
    const contents = { mainFrame: disposed };
    expect(isFromInterface(event(contents, disposed), { webContents: contents } as never, origin)).toBe(
      false,
    );
  });

  test('not to another page in our window', () => {
    const { mainFrame, webContents, window } = setting('https://evil.example/');
    expect(isFromInterface(event(webContents, mainFrame), window, origin)).toBe(false);
  });
});
