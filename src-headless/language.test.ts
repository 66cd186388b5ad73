import path from 'node:path';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { temporaryFolders } from '../src-runtime/testing/temp-folder.ts';
import { startHeadless } from './host.ts';
import { testHostOptions } from './testing/test-host.ts';

const folders = temporaryFolders();

async function start() {
  const host = await startHeadless({
    ...testHostOptions({ dataDir: path.join(folders.make(), 'data') }),
    systemLocale: 'en-US',
  });
  folders.closeAfter(() => host.stop());
  return host.address;
}

/** What a browser is told that removes an alarm which is not there. */
async function refusalTo(address: string, auth: Record<string, unknown>): Promise<string> {
  const socket = io(`${address}/app`, { transports: ['websocket'], forceNew: true, auth });
  folders.closeAfter(() => socket.disconnect());
  const reply: { readonly message: string } = await socket
    .timeout(5_000)
    .emitWithAck('call', 'alarm.remove', { id: 'ghost' });
  return reply.message;
}

const english = 'That alarm is gone. Somebody may have removed it.';
const russian = 'Этого будильника уже нет. Возможно, его удалили.';

test('a browser is answered in its own language where none is set', async () => {
  const address = await start();
  expect(await refusalTo(address, {})).toBe(english);
  expect(await refusalTo(address, { locale: 'ru-RU' })).toBe(russian);
  expect(await refusalTo(address, { locale: 'en-GB' })).toBe(english);
});

test.each([7, '', '<b>', 'ru'.repeat(100), ['ru'], null, '../ru'])(
  'a locale that makes no sense, %j, changes nothing',
  async (locale) => {
    expect(await refusalTo(await start(), { locale })).toBe(english);
  },
);
