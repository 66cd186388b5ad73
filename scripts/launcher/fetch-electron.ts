import path from 'node:path';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import { electronFolder } from './find-electron.ts';
import type { Interrupts } from './interrupts.ts';
import { createLines, lastWords } from './last-words.ts';
import { type End, endGroup, type Launch, type Timers } from './program.ts';
import type { Why } from './why.ts';
import { howItEnded } from './why-not.ts';

export interface Fetching {
  readonly root: string;
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
  /** An empty folder where the download is kept while it grows. */
  readonly temporary: string;
  readonly sizeOf: (folder: string) => number;
  readonly launch: Launch;
  readonly timers: Timers;
  readonly interrupts: Interrupts;
  readonly print: (text: string) => void;
  readonly say: HostSay;
}

const silentForSeconds = 30;
const newsEverySeconds = 10;

/**
 * Looks once a second for a new byte. The installer itself is silent: its progress bar starts after 30 s, and only
 * on a terminal (@electron/get 5.1 with progress 2.0). So what it writes to disk counts: the download in the
 * temporary folder, then the unpacked files.
 */
function watchSilence(
  fetching: Fetching,
  printed: () => number,
): { silent: Promise<'silent'>; stop: () => void } {
  const { root, temporary, sizeOf, timers, print, say } = fetching;
  const silence = Promise.withResolvers<'silent'>();
  const measure = () =>
    `${printed()} ${sizeOf(temporary)} ${sizeOf(path.join(electronFolder(root), 'dist'))}`;
  let last = measure();
  let [still, seconds, told] = [0, 0, 0];
  let cancel = timers.setTimer(look, 1_000);
  function look(): void {
    const now = measure();
    still = now === last ? still + 1 : 0;
    last = now;
    seconds += 1;
    const megabytes = Math.floor(sizeOf(temporary) / 1e6);
    if (seconds % newsEverySeconds === 0 && megabytes > told) {
      told = megabytes;
      print(`${say('start.fetched-so-far', { megabytes })}\n`);
    }
    if (still >= silentForSeconds) silence.resolve('silent');
    else cancel = timers.setTimer(look, 1_000);
  }
  return { silent: silence.promise, stop: () => cancel() };
}

function whyFailed(end: End, lines: readonly string[], say: HostSay): Why {
  const words = lastWords(lines);
  // All that Node says when there is no network, no name server or no way through a proxy.
  const cause = words === 'fetch failed' ? say('start.server-not-reached') : words;
  return { key: 'start.fetch-failed', params: { cause: cause ?? howItEnded(end, say) } };
}

/** Runs the package's own installer as a child that can be stopped; null when it has succeeded. */
export async function fetchElectron(fetching: Fetching): Promise<Why | null> {
  const { root, node, environment, temporary, launch, timers, interrupts, say } = fetching;
  const lines: string[] = [];
  let printed = 0;
  const ear = createLines((line) => lines.push(line));
  const hear = (text: string) => {
    printed += text.length;
    ear.push(text);
  };
  const running = launch(
    {
      command: node,
      args: [path.join(electronFolder(root), 'install.js')],
      folder: root,
      environment: {
        // Node's fetch asks for this before it looks at HTTPS_PROXY.
        NODE_USE_ENV_PROXY: '1',
        ...environment,
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
      },
    },
    { out: hear, err: hear },
  );
  const watch = watchSilence(fetching, () => printed);
  const interrupt = Promise.withResolvers<'interrupted'>();
  const stopListening = interrupts.listen(() => interrupt.resolve('interrupted'));
  const end = await Promise.race([running.ended, watch.silent, interrupt.promise]);
  watch.stop();
  stopListening();
  ear.end();
  await endGroup(running, timers);
  if (end === 'silent') return { key: 'start.fetch-silent', params: { seconds: silentForSeconds } };
  // Never read: whoever has interrupted this wants no sentence.
  if (end === 'interrupted') return { key: 'start.fetch-failed', params: { cause: 'SIGINT' } };
  return end.kind === 'code' && end.code === 0 ? null : whyFailed(end, lines, say);
}
