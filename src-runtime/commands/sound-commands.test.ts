import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { largestSoundBytes } from '../../src-shared/contract/sound.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { startTestRuntime } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

function start(folder = folders.make()) {
  const made = startTestRuntime({ folder });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}

const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(40)]);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const upload = (name: string, bytes: Uint8Array) => ({ name, data: base64(bytes) });
const filesOf = (folder: string) => readdirSync(path.join(folder, 'sounds')).length;

test.each([
  ['WAV', wav, 'audio/wav'],
  ['Ogg', Buffer.from('OggS\0\u0002'), 'audio/ogg'],
  ['MP3 with a tag', Buffer.from('ID3\u0004'), 'audio/mpeg'],
  ['bare MP3', Buffer.from([0xff, 0xfb, 0x90, 0x64]), 'audio/mpeg'],
])('a sound is told by its first bytes, not by its name: %s', async (_, bytes, type) => {
  const { ok } = start();
  expect((await ok('sound.upload', upload('x.txt', bytes))).sound).toMatchObject({
    type,
    bytes: bytes.length,
  });
});

test.each([
  ['text', Buffer.from('no sound at all')],
  ['nothing', Buffer.alloc(0)],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a RIFF that is no WAVE', Buffer.from('RIFF\0\0\0\0AVI ')],
  ['bits that are no layer III', Buffer.from([0xff, 0xfd, 0x90, 0x64])],
])('what is none is refused: %s', async (_, bytes) => {
  const { refused, runtime } = start();
  expect((await refused('sound.upload', upload('gong.mp3', bytes))).code).toBe('unknown-sound');
  expect(runtime.ownSound()).toBeNull();
});

test('one that is too large is refused', async () => {
  const { refused } = start();
  const bytes = Buffer.concat([wav, Buffer.alloc(largestSoundBytes - wav.length + 1)]);
  expect((await refused('sound.upload', upload('long.wav', bytes))).code).toMatch(
    /^(sound-too-large|bad-input)$/,
  );
});

test('it is kept over a restart, told to everybody, and the one before is gone', async () => {
  const made = start();
  const updates = made.listen();
  await made.ok('sound.upload', upload('C:\\sounds\\gong.wav', wav));
  await made.clock.advance(1_000);
  const { sound } = await made.ok('sound.upload', upload('bell.ogg', Buffer.from('OggS\0\u0002')));
  expect(updates.findLast((update) => update.ownSound !== undefined)?.ownSound).toEqual(sound);
  expect(filesOf(made.folder)).toBe(2);
  await made.runtime.stop();
  const again = start(made.folder);
  expect((await again.state()).ownSound).toEqual(sound);
  expect(again.runtime.ownSound()?.body.toString()).toBe('OggS\0\u0002');
  await again.ok('sound.remove', {});
  expect([(await again.state()).ownSound, filesOf(made.folder)]).toEqual([null, 0]);
});

test('a name is told without its folders', async () => {
  const { ok } = start();
  expect((await ok('sound.upload', upload('C:\\sounds\\gong.wav', wav))).sound.name).toBe('gong.wav');
});

test('what is told of a file that is gone or unreadable keeps nobody from starting', async () => {
  const made = start();
  await made.ok('sound.upload', upload('gong.wav', wav));
  await made.runtime.stop();
  writeFileSync(path.join(made.folder, 'sounds/own.json'), '{');
  const again = start(made.folder);
  expect([(await again.state()).ownSound, again.runtime.ownSound()]).toEqual([null, null]);
  expect(existsSync(path.join(made.folder, 'sounds/own.json'))).toBe(true);
});

test('without a desktop the page tries sound and notification itself', async () => {
  const { ok } = start();
  expect((await ok('sound.test', { direction: 'up' })).by).toBe('page');
  expect((await ok('notification.test', {})).by).toBe('page');
});
