import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const startMs = 60_000;
const stopMs = 30_000;
const builtHost = path.join(import.meta.dirname, '../../dist/headless/index.js');

/** After a collection; sizes in bytes. */
export interface HostMemory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  /** What the process took of a core since its start, in ms. */
  readonly cpuMs: number;
}

/** What `fast-clock.ts` is asked, one at a time, and what it answers. */
export type ToHost = 'memory' | { readonly moveTo: number };
export type FromHost = HostMemory | 'moved';

/** A real process of the built headless host, whose time the test moves. */
export interface FastHost {
  readonly address: string;
  /** Fires what is due up to then; resolves once the answers to what was asked are in. */
  readonly moveTo: (t: number) => Promise<void>;
  readonly memory: () => Promise<HostMemory>;
  /** How it ended, where it did so by itself. */
  readonly ended: () => string | null;
  /** What it wrote to its error output. */
  readonly errors: () => string;
  /** Stops it as a user would; answers its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly kill: () => void;
}

export interface FastHostSettings {
  readonly startsAt: number;
  readonly dataDir: string;
  /** Where both sources are. */
  readonly marketUrl: string;
}

function launch({ startsAt, dataDir, marketUrl }: FastHostSettings): ChildProcess {
  const others = /^(CRYPTO_ALARM_|NODE_OPTIONS|VITEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !others.test(name));
  const fastClock = path.join(import.meta.dirname, 'fast-clock.ts');
  const flags = ['--expose-gc', '--import', fastClock, builtHost, '--port', '0', '--data-dir', dataDir];
  return spawn(process.execPath, flags, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...Object.fromEntries(kept),
      FAST_CLOCK_START: String(startsAt),
      CRYPTO_ALARM_BINANCE_REST: marketUrl,
      CRYPTO_ALARM_COINGECKO_REST: marketUrl,
    },
  });
}

export async function startFastHost(settings: FastHostSettings): Promise<FastHost> {
  const child = launch(settings);
  let [out, errors] = ['', ''];
  let ended: string | null = null;
  const exited = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  const gone = exited.then(([code, signal]) => {
    ended = `code ${code}, signal ${signal}`;
  });
  const endedByItself = () => new Error(`the host ended by itself (${ended}): ${errors}`);
  child.stderr?.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const address = await new Promise<string>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error(`the host did not start: ${errors}`)), startMs);
    child.stdout?.on('data', (part: Buffer) => {
      out += part.toString();
      const found = /is at (http:\S+)/.exec(out)?.[1];
      if (found === undefined) return;
      clearTimeout(deadline);
      resolve(found);
    });
    void gone.then(() => {
      clearTimeout(deadline);
      reject(endedByItself());
    });
  });
  let asked: PromiseWithResolvers<FromHost> | null = null;
  child.on('message', (told: FromHost) => asked?.resolve(told));
  void gone.then(() => asked?.reject(endedByItself()));
  let turn: Promise<unknown> = Promise.resolve();
  const askAlone = async (what: ToHost): Promise<FromHost> => {
    if (ended !== null) throw endedByItself();
    asked = Promise.withResolvers<FromHost>();
    child.send(what);
    return asked.promise;
  };
  const ask = (what: ToHost): Promise<FromHost> => {
    const answer = turn.then(() => askAlone(what));
    turn = answer.catch(() => {});
    return answer;
  };
  return {
    address,
    async moveTo(t) {
      await ask({ moveTo: t });
    },
    memory: async () => (await ask('memory')) as HostMemory,
    ended: () => ended,
    errors: () => errors,
    async stop() {
      const deadline = setTimeout(() => child.kill('SIGKILL'), stopMs);
      child.kill('SIGTERM');
      const [code] = await exited;
      clearTimeout(deadline);
      return code;
    },
    kill: () => child.kill('SIGKILL'),
  };
}
