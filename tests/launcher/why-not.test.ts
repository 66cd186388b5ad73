import { describe, expect, test } from 'vitest';
import { sayWhy } from '../../scripts/launcher/why.ts';
import { whyNot } from '../../scripts/launcher/why-not.ts';
import { start } from '../../src-shared/words/en/start.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';

const say = createHostWords();
const chromium = (text: string) => `[12:0101/120000.000000:FATAL:x.cc(1)] ${text}`;

const cases = [
  [
    'a missing library',
    ['/app/electron: error while loading shared libraries: libnss3.so: cannot open shared object file'],
    'Electron needs libnss3.so,',
  ],
  [
    'a sandbox helper without its rights',
    [chromium('The SUID sandbox helper binary was found, but is not configured correctly. Rather than run')],
    'sudo chown root:root "/app/dist/chrome-sandbox" && sudo chmod 4755 "/app/dist/chrome-sandbox"',
  ],
  [
    'no sandbox on Ubuntu',
    [chromium('No usable sandbox! If you are running on Ubuntu 23.10+')],
    'its sandbox',
  ],
  [
    'no namespaces',
    [chromium('Failed to move to new namespace: Operation not permitted')],
    'does not let Electron build its sandbox',
  ],
  [
    'a display that does not answer',
    [chromium('Missing X server or $DISPLAY'), chromium('The platform failed to initialize.  Exiting.')],
    'the display :9 cannot be opened',
  ],
  ['root after all', [chromium('Running as root without --no-sandbox is not supported.')], 'run as root'],
  ['something else', ['one', 'The moon is in the way.'], 'was ready (The moon is in the way).'],
  ['silence', [], 'was ready (SIGSEGV).'],
] as const;

describe('why an early end', () => {
  test.each(cases)('%s', (_, lines, part) => {
    const end = { kind: 'signal', signal: 'SIGSEGV' } as const;
    const why = whyNot({ lines, end, file: '/app/dist/electron', display: ':9' }, say);
    expect(sayWhy(why, say)).toContain(part);
  });

  test('a program that this system cannot run', () => {
    const end = { kind: 'unstartable', cause: 'EACCES' } as const;
    const why = whyNot({ lines: [], end, file: '/app/electron', display: '' }, say);
    expect(sayWhy(why, say)).toContain('this system cannot run /app/electron (EACCES)');
  });
});

describe('why not in time', () => {
  const late = { end: null, file: '/app/electron', display: ':9' };

  test('with what it said last', () => {
    const why = whyNot({ ...late, lines: ['Waiting for the moon.'] }, say);
    expect(sayWhy(why, say)).toContain('not ready within 20 seconds (Waiting for the moon).');
  });

  test('with nothing said', () => {
    expect(sayWhy(whyNot({ ...late, lines: [] }, say), say)).toContain('(it said nothing)');
  });
});

describe('the sentences', () => {
  const reasons = Object.entries(start).filter(([, sentence]) => sentence.startsWith('There is no desktop'));

  test('every reason says what to do', () => {
    expect(reasons.length).toBeGreaterThan(8);
    for (const [key, sentence] of reasons)
      expect([key, sentence]).toEqual([key, expect.stringContaining('To get one, ')]);
  });

  test('they are plain: no “error”, no “invalid”', () => {
    for (const sentence of Object.values(start)) expect(sentence).not.toMatch(/\b(error|invalid|failed)\b/i);
  });

  test('the headless host and its address follow', () => {
    expect(sayWhy({ key: 'start.no-display' }, say)).toMatch(
      /\.\nThe headless host starts instead: .*address.*\.\n$/,
    );
  });
});
