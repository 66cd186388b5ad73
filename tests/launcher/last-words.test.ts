import { describe, expect, test } from 'vitest';
import { createLines, isNoise, lastWords } from '../../scripts/launcher/last-words.ts';

const info = '[1234:0101/120000.000001:INFO:a.cc(1)] started';
const error = '[1234:0101/120000.000002:ERROR:bus.cc(408)] Failed to connect to the bus.';
const fatal = '[1234:0101/120000.000003:FATAL:gpu.cc(5)] GPU process is not usable.';

describe('lines of pieces', () => {
  test('pieces are joined, whatever the line ends', () => {
    const lines: string[] = [];
    const { push, end } = createLines((line) => lines.push(line));
    for (const piece of ['on', 'e\ntw', 'o\r\nthree\n', 'rest']) push(piece);
    expect(lines).toEqual(['one', 'two', 'three']);
    end();
    end();
    expect(lines).toEqual(['one', 'two', 'three', 'rest']);
  });
});

describe('what a person can use', () => {
  test.each([
    info,
    error,
    '[1234:5678:0101/120000.000002:ERROR:bus.cc(408)] Failed.',
    '(electron:12): Gtk-WARNING **: 12:00:00.000: cannot load module',
    'libva error: vaGetDriverNameByIndex() failed with unknown libva error, driver_name = (null)',
    '(node:12) ExperimentalWarning: SQLite is an experimental feature',
    '(Use `electron --trace-warnings ...` to show where the warning was created)',
    '',
    '   ',
  ])('noise: %s', (line) => expect(isNoise(line)).toBe(true));

  test.each([
    'The data folder is in use: the app is running already.',
    '[The app] says this.',
    'electron: error while loading shared libraries: libnss3.so: cannot open',
  ])('no noise: %s', (line) => expect(isNoise(line)).toBe(false));
});

describe('the last words', () => {
  test.each([
    ['nothing', [], null],
    ['the last line', ['one', 'two.', error], 'two'],
    [
      'the message of a stack trace',
      ['Error: it broke', '    at a (b.js:1:2)', 'Node.js v24.1.0'],
      'it broke',
    ],
    [
      'a message with a code',
      [
        'App threw an error during load',
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'x'",
        '    at y',
        '}',
      ],
      "Cannot find module 'x'",
    ],
    ['what Chromium died of, before what it complains of', [fatal, error, info], 'GPU process is not usable'],
    ['what Chromium complains of', [error, info], 'Failed to connect to the bus'],
    ['information is none', [info], null],
  ] as const)('%s', (_, lines, words) => expect(lastWords(lines)).toBe(words));

  test('a long line is cut', () => {
    expect(lastWords(['x'.repeat(1_000)])).toHaveLength(201);
  });
});
