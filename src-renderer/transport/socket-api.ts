import { io, type Socket } from 'socket.io-client';
import type { AppApi, CommandName, EventName } from '../../src-shared/contract/contract.ts';
import { parsed, parseReply } from './parse.ts';
import { ownRefusal } from './refusals.ts';
import { uploadImport, uploadSound } from './upload.ts';

const answerWithinMs = 10_000;
/** The host asks the market before it answers these. */
const longerMs: Partial<Record<CommandName, number>> = {
  'pair.add': 30_000,
  'alarm.add': 30_000,
  'data.applyImport': 30_000,
  'alarm.edit': 30_000,
  'alarm.replay': 120_000,
};

/** The part of a socket that is used; tests hand in their own. */
export type AppSocket = Pick<Socket, 'connected' | 'on' | 'off' | 'timeout'>;

export function openSocket(): AppSocket {
  return io('/app', {
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    auth: { locale: navigator.language },
  });
}

/** The contract over Socket.IO: every reply and every update is parsed before anybody sees it. */
export function createSocketApi(socket: AppSocket): AppApi {
  const listenTo = (name: EventName, receive: (data: unknown) => void) => {
    socket.on(name, receive);
    return () => void socket.off(name, receive);
  };
  const call: AppApi['call'] = async (name, input) => {
    // Socket.IO would keep the command and send it whenever the host is back, long after the user gave up on it.
    if (!socket.connected) return ownRefusal('no-answer');
    try {
      const withinMs = longerMs[name] ?? answerWithinMs;
      return parseReply(name, await socket.timeout(withinMs).emitWithAck('call', name, input));
    } catch {
      return ownRefusal('no-answer');
    }
  };
  return {
    call,
    importFile: (text) => uploadImport(text),
    uploadSound: (file, name) => uploadSound(file, name),
    exportFile: () => call('data.export', {}),
    onUpdate: (listener) => listenTo('update', parsed('update', listener)),
    onShow: (listener) => listenTo('show', parsed('show', listener)),
    onConnection(listener) {
      const up = () => listener(true);
      const down = () => listener(false);
      socket.on('connect', up);
      socket.on('disconnect', down);
      socket.on('connect_error', down);
      if (socket.connected) up();
      return () => {
        socket.off('connect', up);
        socket.off('disconnect', down);
        socket.off('connect_error', down);
      };
    },
  };
}
