import { describe, expect, test } from 'vitest';
import { createHide, namesSecret } from './hide.ts';

const key = 'CG-abc123DEF456ghi789JKL012';
const hide = createHide({ homes: ['/home/anna'], secrets: [key] });
const hideUnknown = createHide({ homes: [], secrets: [] });

describe('a key that is known', () => {
  const odd = createHide({ homes: [], secrets: ['k+e/y "quoted" $& ünd'] });
  test.each([
    `?x_cg_demo_api_key=${key}`,
    `GET /api/v3/ping?vs_currency=usd&x_cg_demo_api_key=${key}&ids=bitcoin`,
    `x-cg-demo-api-key: ${key}\r\nAccept: */*`,
    `the key is ${key}.`,
    `${key}${key}`,
    `/some/path/${key}/file`,
  ])('is nowhere in %j', (text) => {
    expect(hide(text)).not.toContain(key);
    expect(hide(text)).toContain('[hidden]');
    expect(hide(text)).not.toMatch(/CG-|abc123/);
  });

  test.each([
    'k+e/y "quoted" $& ünd',
    encodeURIComponent('k+e/y "quoted" $& ünd'),
    JSON.stringify({ key: 'k+e/y "quoted" $& ünd' }),
  ])('however it is written: %j', (text) =>
    expect(odd(`before ${text} after`)).not.toMatch(/quoted|%22|nd after/),
  );

  test('a few letters are no key: they would be found in every word', () => {
    expect(createHide({ homes: [], secrets: ['a', ''] })('a banana')).toBe('a banana');
  });
});

describe('a key that is not known, by its name', () => {
  test.each([
    ['https://x.io/a?x_cg_demo_api_key=SECRET1', 'https://x.io/a?x_cg_demo_api_key=[hidden]'],
    ['https://x.io/a?x_cg_demo_api_key=SECRET1&b=2', 'https://x.io/a?x_cg_demo_api_key=[hidden]&b=2'],
    ['https://x.io/a?x_cg_pro_api_key=SEC%2BRET1#top', 'https://x.io/a?x_cg_pro_api_key=[hidden]'],
    [
      'https%3A%2F%2Fx.io%2Fa%3Fx_cg_demo_api_key%3DSECRET1%26b%3D2',
      'https%3A%2F%2Fx.io%2Fa%3Fx_cg_demo_api_key%3D[hidden]%26b%3D2',
    ],
    ['x-cg-demo-api-key: SECRET1', 'x-cg-demo-api-key: [hidden]'],
    ['X-CG-Demo-API-Key: SECRET1\r\nHost: x.io', 'X-CG-Demo-API-Key: [hidden]\r\nHost: x.io'],
    ['{"x-cg-demo-api-key":"SECRET1","a":1}', '{"x-cg-demo-api-key":"[hidden]","a":1}'],
    ['{"x-cg-demo-api-key":["SECRET1"]}', '{"x-cg-demo-api-key":["[hidden]"]}'],
    [String.raw`"{\"x-cg-demo-api-key\":\"SECRET1\"}"`, String.raw`"{\"x-cg-demo-api-key\":\"[hidden]\"}"`],
    ["{ 'x-cg-demo-api-key': 'SECRET1' }", "{ 'x-cg-demo-api-key': '[hidden]' }"],
    ["[ 'x-cg-demo-api-key', 'SECRET1' ]", "[ 'x-cg-demo-api-key', '[hidden]' ]"],
    ['api_key=SECRET1', 'api_key=[hidden]'],
    ['apikey=SECRET1', 'apikey=[hidden]'],
    ['access_token=SECRET1', 'access_token=[hidden]'],
    ['Authorization: Bearer SECRET1 more', 'Authorization: [hidden]'],
    ['{"proxy-authorization":"Basic SECRET1"}', '{"proxy-authorization":"[hidden]"}'],
    ['connect to http://me:SECRET1@proxy:3128 failed', 'connect to http://[hidden]@proxy:3128 failed'],
    ['x_cg_demo_api_key=[hidden]', 'x_cg_demo_api_key=[hidden]'],
  ])('of %j stays %j', (text, clean) => {
    expect(hideUnknown(text)).toBe(clean);
    expect(hideUnknown(hideUnknown(text))).toBe(clean);
  });

  test.each([
    'https://api.binance.com/api/v3/klines?symbol=BTCUSDT&interval=1m',
    'someone@example.com and http://localhost:8787/a@b',
    'monkey=banana',
    'the keyboard: a table',
    'GET /api/v3/coins/markets: HTTP 429',
  ])('nothing is taken out of %j', (text) => expect(hideUnknown(text)).toBe(text));

  test.each([
    'x_cg_demo_api_key',
    'x-cg-demo-api-key',
    'X-CG-Pro-API-Key',
    'apiKey',
    'Authorization',
    'cookie',
  ])('a field called %s holds one', (name) => expect(namesSecret(name)).toBe(true));
  test.each(['key', 'pair', 'event', 'firings', 'author', 'keys'])('a field called %s does not', (name) =>
    expect(namesSecret(name)).toBe(false),
  );
});

describe('the home folder', () => {
  test.each([
    ['/home/anna', '~'],
    ["ENOENT: open '/home/anna/data/state.db'", "ENOENT: open '~/data/state.db'"],
    ['at file:///home/anna/app/index.js:1:2', 'at file://~/app/index.js:1:2'],
    ['"/home/anna":/home/anna;/home/anna, (/home/anna) in /home/anna.', '"~":~;~, (~) in ~.'],
    ['/home//anna/x', '~/x'],
    ['%2Fhome%2Fanna%2Fx', '~%2Fx'],
    ['/home/annabel/x', '/home/annabel/x'],
    ['/home/anna-old/x', '/home/anna-old/x'],
    ['/home/bob/x', '/home/bob/x'],
    ['home/anna', 'home/anna'],
  ])('of %j stays %j', (text, clean) => expect(hide(text)).toBe(clean));

  test.each([
    [
      String.raw`C:\Users\Anna Maria`,
      String.raw`EPERM: open 'C:\Users\Anna Maria\AppData\x.log'`,
      String.raw`EPERM: open '~\AppData\x.log'`,
    ],
    [
      String.raw`C:\Users\Anna Maria`,
      String.raw`{"path":"C:\\Users\\Anna Maria\\AppData"}`,
      String.raw`{"path":"~\\AppData"}`,
    ],
    [
      String.raw`C:\Users\Anna Maria`,
      'file:///C:/Users/Anna%20Maria/app/index.js:1:2',
      'file:///~/app/index.js:1:2',
    ],
    [String.raw`C:\Users\Anna Maria`, String.raw`c:\users\anna maria\x`, String.raw`~\x`],
    [
      String.raw`C:\Users\Anna Maria`,
      String.raw`C:\Users\ANNAMA~1\AppData\Local\Temp\x`,
      String.raw`~\AppData\Local\Temp\x`,
    ],
    [String.raw`C:\Users\Anna Maria`, String.raw`\\?\C:\Users\Anna Maria\x`, String.raw`\\?\~\x`],
    [String.raw`C:\Users\Anna Maria`, '/mnt/c/Users/Anna Maria/x', '/mnt~/x'],
    [String.raw`C:\Users\Anna Maria`, String.raw`D:\Users\Anna Maria\x`, String.raw`D:\Users\Anna Maria\x`],
    [String.raw`\\server\homes\anna`, String.raw`open '\\server\homes\anna\x'`, String.raw`open '\~\x'`],
    ['/Users/Jürgen Ö', '/Users/J%C3%BCrgen%20%C3%96/x and /Users/jürgen ö/y', '~/x and ~/y'],
    ['/home/a+b (c) [d] $1 ^{2}', 'in /home/a+b (c) [d] $1 ^{2}/x', 'in ~/x'],
    ['/var/root/', '/var/root/x', '~/x'],
  ])('%s: of %j stays %j', (home, text, clean) => {
    expect(createHide({ homes: [home], secrets: [] })(text)).toBe(clean);
  });

  test.each(['/', 'C:\\', 'c:/', '', '\\'])('one that is a root (%j) is everybody’s', (home) => {
    const text = String.raw`C:\data\x /data/x a/b`;
    expect(createHide({ homes: [home], secrets: [] })(text)).toBe(text);
  });

  test('each of its names counts', () => {
    const both = createHide({ homes: ['/home/anna', '/data/homes/anna'], secrets: [] });
    expect(both('/data/homes/anna/x /home/anna/y')).toBe('~/x ~/y');
  });
});
