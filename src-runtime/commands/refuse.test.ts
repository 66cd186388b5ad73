import { describe, expect, test } from 'vitest';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { createFailures } from '../failures.ts';
import { changeRules } from './refuse.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** As Node words it. */
function fileError(code: string, text: string): Error {
  const at = '/home/ada/.config/crypto-price-alarm/config.json.tmp-1';
  return Object.assign(new Error(`${code}: ${text}, open '${at}'`), { code, syscall: 'open', path: at });
}

async function messageOf(error: Error): Promise<string> {
  const change = () => Promise.reject(error);
  const desk = {
    say: createHostWords(),
    storage: { rules: { change } },
    log: silent,
    failures: createFailures(),
  } as unknown as Parameters<typeof changeRules>[0];
  const refused = await changeRules(desk, (rules) => rules).catch((thrown: unknown) => thrown);
  return (refused as { refusal: { message: string } }).refusal.message;
}

describe('a change that the disk refuses', () => {
  test.each([
    [fileError('ENOSPC', 'no space left on device'), 'the disk is full'],
    [fileError('EACCES', 'permission denied'), 'the file or its folder may not be written'],
    [fileError('ENOENT', 'no such file or directory'), 'ENOENT: no such file or directory'],
  ])('is refused with the cause in words, and without the path: %s', async (error, cause) => {
    expect(await messageOf(error)).toBe(
      `The change could not be written to disk: ${cause}. Free some space or check the folder, then try again.`,
    );
  });
});
