import type { IncomingMessage, ServerResponse } from 'node:http';
import { say } from '../src-runtime/hosting/say.ts';
import type { Runtime } from '../src-runtime/runtime.ts';
import { largestSoundBytes, soundAddress } from '../src-shared/contract/sound.ts';
import { isFromElsewhere, refuse, send, sendJson } from './answer.ts';
import { readBody } from './body.ts';

type Host = Pick<Runtime, 'handle' | 'ownSound'>;

const sender = { client: 'browser' };
const longestName = 200;

function nameIn(request: IncomingMessage): string {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const name = searchParams.get('name') ?? '';
  return name === '' ? 'sound' : name.slice(0, longestName);
}

async function takeSound(request: IncomingMessage, response: ServerResponse, host: Host): Promise<void> {
  const body = await readBody(request, largestSoundBytes);
  if (body.kind === 'gone') return;
  if (body.kind === 'too large') {
    const message = say('error.sound-too-large', { most: largestSoundBytes / 1_048_576 });
    sendJson(response, 413, { ok: false, code: 'sound-too-large', message });
    return;
  }
  const data = body.bytes.toString('base64');
  const reply = await host.handle('sound.upload', { name: nameIn(request), data }, sender);
  // A refusal is an answer like any other: browsers report other codes as failures of the page.
  sendJson(response, 200, reply);
}

function handOut(response: ServerResponse, host: Host): void {
  const sound = host.ownSound();
  if (sound === null) refuse(response, 404, say('host.nothing-here'));
  else send(response, 200, sound.type, sound.body);
}

/** Takes the user's own sound, and hands it out to pages; false where the address is another. */
export function answerSound(
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  host: Host,
): boolean {
  if (address !== soundAddress) return false;
  response.setHeader('cache-control', 'no-store');
  if (isFromElsewhere(request.headers)) refuse(response, 403, say('host.foreign-caller'));
  else if (request.method === 'POST') void takeSound(request, response, host);
  else if (request.method === 'GET' || request.method === 'HEAD') handOut(response, host);
  else {
    response.setHeader('allow', 'GET, HEAD, POST');
    refuse(response, 405, say('host.other-method', { methods: 'GET, HEAD, POST' }));
  }
  return true;
}
