import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type { CommandIn, CommandName, CommandOut, Reply } from '../../src-shared/contract/contract.ts';
import type { Update } from '../../src-shared/contract/schemas.ts';

const deadlineMs = 20_000;

/** A real process of the built host. */
export interface KillHost {
  /** Where it listens, once it has said so; null where it was killed before. */
  readonly started: Promise<string | null>;
  readonly kill: () => void;
  readonly killed: () => boolean;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  /** What it wrote to its error output. */
  readonly errors: () => string;
}

export function spawnHost(entry: string, dataDir: string, binanceRest: string): KillHost {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('CRYPTO_ALARM_'));
  const args = [entry, '--port', '0', '--poll-seconds', '1', '--source', 'binance', '--data-dir', dataDir];
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(kept), CRYPTO_ALARM_BINANCE_REST: binanceRest },
  });
  let [out, errors] = ['', ''];
  let killed = false;
  const gone = once(child, 'exit').then(() => {});
  const started = new Promise<string | null>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`the host did not start: ${errors}`)), deadlineMs);
    const settle = (address: string | null) => {
      clearTimeout(deadline);
      resolve(address);
    };
    child.stdout?.on('data', (part: Buffer) => {
      out += part.toString();
      const address = /is at (http:\S+)/.exec(out)?.[1];
      if (address !== undefined) settle(address);
    });
    child.once('exit', (code) => {
      if (killed) return settle(null);
      clearTimeout(deadline);
      reject(new Error(`the host ended by itself with code ${code}: ${errors}`));
    });
  });
  // Who kills it before it has started need not ask.
  started.catch(() => {});
  child.stderr?.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  return {
    started,
    kill() {
      killed = true;
      child.kill('SIGKILL');
    },
    killed: () => killed,
    gone,
    errors: () => errors,
  };
}

/** What a client sees of a host that may be gone at any moment. */
export interface KillClient {
  /** Null where the host was gone before it answered. */
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<Reply<K> | null>;
  /** The data of a command that must go well, null where the host was gone. */
  readonly ok: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<CommandOut<K> | null>;
  readonly close: () => void;
}

/** Connects; null where the host was gone before. */
export async function connectTo(
  address: string,
  host: KillHost,
  onUpdate: (update: Update) => void,
): Promise<KillClient | null> {
  const socket: Socket = io(`${address}/app`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  socket.on('update', onUpdate);
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
    // Killed between the connection and its confirmation, the socket itself says nothing.
    void host.gone.then(() => resolve(false));
  });
  if (!connected && !host.killed()) throw new Error('the host runs and lets nobody in');
  if (!connected) return null;
  const call: KillClient['call'] = async (name, input) => {
    try {
      const answer = socket.timeout(deadlineMs).emitWithAck('call', name, input);
      // An answer that has arrived counts, even where the host was killed right behind it.
      return await Promise.race([answer, host.gone.then(() => null)]);
    } catch {
      if (!host.killed()) throw new Error(`the host runs and does not answer ${name}`);
      return null;
    }
  };
  return {
    call,
    async ok(name, input) {
      const reply = await call(name, input);
      if (reply !== null && !reply.ok) throw new Error(`${name} was refused: ${reply.code} ${reply.message}`);
      return reply?.data ?? null;
    },
    close: () => socket.disconnect(),
  };
}
