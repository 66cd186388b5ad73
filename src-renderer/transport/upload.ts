import type { Reply } from '../../src-shared/contract/contract.ts';
import { largestSoundBytes, soundAddress } from '../../src-shared/contract/sound.ts';
import { importAddress } from '../../src-shared/contract/transfer.ts';
import { parseReply } from './parse.ts';
import { isTooLarge, ownRefusal, tooLargeImport, tooLargeSound } from './refusals.ts';

/** The host may have to ask the market for every pair of the file. */
const answerWithinMs = 120_000;

/** Sends a file to the host that this page came from: a message of the socket could not hold it. */
export async function uploadImport(
  text: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Reply<'data.previewImport'>> {
  if (isTooLarge(text)) return tooLargeImport();
  try {
    const response = await fetch(importAddress, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return parseReply('data.previewImport', await response.json());
  } catch {
    return ownRefusal('no-answer');
  }
}

/** Sends a sound to the host that this page came from, as it is; its name goes in the address. */
export async function uploadSound(
  file: Uint8Array<ArrayBuffer>,
  name: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Reply<'sound.upload'>> {
  if (file.length > largestSoundBytes) return tooLargeSound();
  try {
    const response = await fetch(`${soundAddress}?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return parseReply('sound.upload', await response.json());
  } catch {
    return ownRefusal('no-answer');
  }
}
