import { describe, expect, test } from 'vitest';
import { defaultDataDir } from '../src-runtime/hosting/data-folder.ts';
import { readCommandLine, usage } from './settings.ts';

const run = (args: readonly string[], environment: Record<string, string> = {}) => {
  const parsed = readCommandLine(args, environment);
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed.settings;
};

describe('the command line', () => {
  test('without anything has the defaults of the design', () => {
    expect(run([])).toEqual({
      dataDir: defaultDataDir({}, { development: false }),
      host: '127.0.0.1',
      port: 8787,
      source: null,
      pollMs: null,
      logLevel: 'info',
      demo: false,
      binanceRest: undefined,
      coingeckoRest: undefined,
      coingeckoKey: undefined,
    });
  });

  test.each([
    [['--data-dir', '/data'], {}, { dataDir: '/data' }],
    [['--data-dir=/data'], {}, { dataDir: '/data' }],
    [['--host', 'localhost'], {}, { host: 'localhost' }],
    [['--host', '::1'], {}, { host: '::1' }],
    [['--port', '0'], {}, { port: 0 }],
    [['--port', '65535'], {}, { port: 65_535 }],
    [['--source', 'simulated'], {}, { source: 'simulated' }],
    [['--poll-seconds', '1'], {}, { pollMs: 1_000 }],
    [['--poll-seconds', '300'], {}, { pollMs: 300_000 }],
    [['--log-level', 'silent'], {}, { logLevel: 'silent' }],
    [[], { CRYPTO_ALARM_DATA_DIR: '/data' }, { dataDir: '/data' }],
    [[], { CRYPTO_ALARM_HOST: 'localhost', CRYPTO_ALARM_PORT: '9000' }, { host: 'localhost', port: 9_000 }],
    [
      [],
      { CRYPTO_ALARM_SOURCE: 'coingecko', CRYPTO_ALARM_POLL_SECONDS: '30' },
      { source: 'coingecko', pollMs: 30_000 },
    ],
    [[], { CRYPTO_ALARM_LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [[], { CRYPTO_ALARM_BINANCE_REST: 'http://127.0.0.1:1' }, { binanceRest: 'http://127.0.0.1:1' }],
    [[], { CRYPTO_ALARM_COINGECKO_REST: 'https://example.com' }, { coingeckoRest: 'https://example.com' }],
    [[], { CRYPTO_ALARM_COINGECKO_KEY: 'k' }, { coingeckoKey: 'k' }],
    [
      ['--port', '1', '--data-dir', '/a'],
      { CRYPTO_ALARM_PORT: '2', CRYPTO_ALARM_DATA_DIR: '/b' },
      { port: 1, dataDir: '/a' },
    ],
    [
      [],
      { CRYPTO_ALARM_PORT: '', CRYPTO_ALARM_HOST: '', CRYPTO_ALARM_SOURCE: '' },
      { port: 8_787, host: '127.0.0.1', source: null },
    ],
    [[], { CRYPTO_ALARM_DATA_DIR: '', CRYPTO_ALARM_COINGECKO_KEY: '' }, { coingeckoKey: undefined }],
    [['--demo'], {}, { demo: true, source: 'simulated', dataDir: null, pollMs: 2_000 }],
    [['--demo', '--poll-seconds', '5'], {}, { pollMs: 5_000 }],
    [
      ['--demo'],
      { CRYPTO_ALARM_DATA_DIR: '/data', CRYPTO_ALARM_SOURCE: 'binance' },
      { dataDir: null, source: 'simulated' },
    ],
    [['--demo', '--data-dir', '/data'], {}, { dataDir: '/data' }],
  ] as const)('%j with %o', (args, environment, expected) => {
    expect(run(args, environment)).toMatchObject(expected);
  });

  test('a flag that is right wins over a variable that is wrong', () => {
    expect(run(['--port', '9000'], { CRYPTO_ALARM_PORT: 'nonsense' }).port).toBe(9_000);
  });

  test.each([
    [['--help'], 'help'],
    [['--version'], 'version'],
    [['--help', '--port', 'nonsense'], 'help'],
  ] as const)('%j answers and starts nothing', (args, kind) => {
    expect(readCommandLine(args, {})).toEqual({ kind });
  });

  test.each([
    [['--port', 'abc'], {}, 'port'],
    [['--port', '-1'], {}, ''],
    [['--port', '65536'], {}, 'port'],
    [['--port', '1.5'], {}, 'port'],
    [['--port', '0x50'], {}, 'port'],
    [['--port', '999999999999'], {}, 'port'],
    [['--port', ''], {}, 'port'],
    [['--port'], {}, ''],
    [['--poll-seconds', '0'], {}, 'interval'],
    [['--poll-seconds', '301'], {}, 'interval'],
    [['--poll-seconds', 'NaN'], {}, 'interval'],
    [['--source', 'kraken'], {}, 'source'],
    [['--source', '__proto__'], {}, 'source'],
    [['--log-level', 'loud'], {}, 'log level'],
    [['--host', '0.0.0.0'], {}, 'tokens'],
    [['--host', '192.168.1.5'], {}, 'tokens'],
    [['--host', 'example.com'], {}, 'tokens'],
    [['--host', '::'], {}, 'tokens'],
    [['--data-dir', ''], {}, 'folder'],
    [['--nonsense'], {}, '--nonsense'],
    [['--demo=yes'], {}, ''],
    [['serve'], {}, 'serve'],
    [['--port', '1', '--port'], {}, ''],
    [[], { CRYPTO_ALARM_PORT: 'abc' }, 'port'],
    [[], { CRYPTO_ALARM_HOST: '0.0.0.0' }, 'tokens'],
    [[], { CRYPTO_ALARM_BINANCE_REST: 'not an address' }, 'CRYPTO_ALARM_BINANCE_REST'],
    [[], { CRYPTO_ALARM_BINANCE_REST: 'file:///etc/passwd' }, 'CRYPTO_ALARM_BINANCE_REST'],
    [[], { CRYPTO_ALARM_COINGECKO_REST: 'javascript:alert(1)' }, 'CRYPTO_ALARM_COINGECKO_REST'],
  ] as const)('%j with %o is refused with one plain sentence', (args, environment, names) => {
    const parsed = readCommandLine(args, environment);
    expect(parsed.kind).toBe('wrong');
    const { sentence } = parsed as { sentence: string };
    expect(sentence.toLowerCase()).toContain(names.toLowerCase());
    expect(sentence).toMatch(/^\p{Lu}[^\n]{10,300}\.$/u);
    expect(sentence).not.toMatch(/ERR_|TypeError|\bat \//);
  });

  test('the help names every flag and variable', () => {
    for (const flag of [
      'data-dir',
      'host',
      'port',
      'source',
      'poll-seconds',
      'log-level',
      'demo',
      'help',
      'version',
    ]) {
      expect(usage).toContain(`--${flag}`);
    }
    for (const variable of [
      'DATA_DIR',
      'HOST',
      'PORT',
      'SOURCE',
      'POLL_SECONDS',
      'BINANCE_REST',
      'COINGECKO_REST',
      'COINGECKO_KEY',
      'LOG_LEVEL',
    ]) {
      expect(usage).toContain(`CRYPTO_ALARM_${variable}`);
    }
  });
});

test('npm run dev has a folder of its own', () => {
  expect(run([], { CRYPTO_ALARM_DEV: '1' }).dataDir).toBe(defaultDataDir({}, { development: true }));
});
