import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runtime } from '../src-runtime/runtime.ts';
import type { CommandOut } from '../src-shared/contract/contract.ts';
import { exportAddress, importAddress, largestImportBytes } from '../src-shared/contract/transfer.ts';
import { isFromElsewhere, refuse, send, sendJson } from './answer.ts';
import { readBody } from './body.ts';

type Commands = Pick<Runtime, 'handle' | 'say'>;

const sender = { client: 'browser' };
const bytesPerMegabyte = 1_048_576;

function refuseImport(
  response: ServerResponse,
  { say }: Commands,
  status: number,
  code: 'unreadable-import' | 'import-too-large',
): void {
  const message = say(`error.${code}`, { most: largestImportBytes / bytesPerMegabyte });
  sendJson(response, status, { ok: false, code, message });
}

/** Answers an upload with what importing it would change, as the command does that is behind it. */
async function takeImport(
  request: IncomingMessage,
  response: ServerResponse,
  commands: Commands,
): Promise<void> {
  const body = await readBody(request, largestImportBytes);
  if (body.kind === 'gone') return;
  if (body.kind === 'too large') {
    refuseImport(response, commands, 413, 'import-too-large');
    return;
  }
  if (!isUtf8(body.bytes)) {
    refuseImport(response, commands, 400, 'unreadable-import');
    return;
  }
  const text = body.bytes.toString('utf8');
  const reply = await commands.handle('data.previewImport', { text }, sender);
  sendJson(response, reply.ok ? 200 : 400, reply);
}

async function handOutExport(response: ServerResponse, commands: Commands): Promise<void> {
  const reply = await commands.handle('data.export', {}, sender);
  if (!reply.ok) {
    sendJson(response, 500, reply);
    return;
  }
  const { text, name } = reply.data as CommandOut<'data.export'>;
  response.setHeader('content-disposition', `attachment; filename="${name}"`);
  send(response, 200, 'application/json', text);
}

/** The methods of each address; a download may be asked for without its body. */
const methods: Readonly<Record<string, readonly string[]>> = {
  [importAddress]: ['POST'],
  [exportAddress]: ['GET', 'HEAD'],
};

/** Answers what has to do with whole files; false where the address is another. */
export function answerTransfer(
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  commands: Commands,
): boolean {
  const { say } = commands;
  const allowed = Object.hasOwn(methods, address) ? methods[address] : undefined;
  if (allowed === undefined) return false;
  response.setHeader('cache-control', 'no-store');
  if (isFromElsewhere(request.headers)) refuse(response, 403, say('host.foreign-caller'));
  else if (!allowed.includes(request.method ?? '')) {
    response.setHeader('allow', allowed.join(', '));
    refuse(response, 405, say('host.other-method', { methods: allowed.join(', ') }));
  } else if (address === importAddress) void takeImport(request, response, commands);
  else void handOutExport(response, commands);
  return true;
}
