import { createHostWords } from '../../src-shared/words/host-words.ts';
import { headlessArgs, type Surroundings, whyNoWindow } from './can-run.ts';
import { fetchElectron } from './fetch-electron.ts';
import { findElectron } from './find-electron.ts';
import type { Interrupts } from './interrupts.ts';
import type { Launch, Timers } from './program.ts';
import { type DesktopEnd, startDesktop } from './start-desktop.ts';
import { sayWhy, type Why } from './why.ts';

/** The computer as the launcher sees it; tests hand in their own. */
export interface Computer extends Surroundings {
  readonly root: string;
  readonly node: string;
  readonly electronVersion: () => string;
  readonly build: () => Promise<number>;
  readonly headless: (args: readonly string[]) => Promise<number>;
  readonly withTemporaryFolder: <T>(work: (folder: string) => Promise<T>) => Promise<T>;
  readonly sizeOf: (folder: string) => number;
  readonly launch: Launch;
  readonly timers: Timers;
  readonly interrupts: Interrupts;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

const say = createHostWords();

/** Electron's program, fetched when it is not here yet; or why there is none. */
async function obtainElectron(computer: Computer): Promise<string | Why> {
  const find = () => findElectron(computer.root, computer.environment, computer.platform);
  const { file, exists, named } = find();
  if (exists) return file;
  if (named) return { key: 'start.no-electron-there', params: { file } };
  computer.print(`${say('start.fetching', { version: computer.electronVersion() })}\n`);
  const failed = await computer
    .withTemporaryFolder((temporary) => fetchElectron({ ...computer, temporary, say }))
    // A full disk, a temporary folder that cannot be written.
    .catch((error: Error): Why => ({ key: 'start.fetch-failed', params: { cause: error.message } }));
  if (failed !== null) return failed;
  const fetched = find();
  return fetched.exists ? fetched.file : { key: 'start.fetch-incomplete', params: { file: fetched.file } };
}

async function tryDesktop(computer: Computer): Promise<DesktopEnd> {
  const impossible = whyNoWindow(computer);
  if (impossible !== null) return { kind: 'no-window', why: impossible };
  const electron = await obtainElectron(computer);
  if (typeof electron !== 'string') return { kind: 'no-window', why: electron };
  if (computer.interrupts.asked()) return { kind: 'done', code: 0 };
  return startDesktop({ ...computer, file: electron, say });
}

/** Builds, then the desktop where it can run, else one reason and the headless host; answers the exit code. */
export async function launchApp(computer: Computer): Promise<number> {
  const built = await computer.build();
  if (computer.interrupts.asked()) return 0;
  if (built !== 0) return built;
  const end = await tryDesktop(computer);
  if (end.kind === 'done') return end.code;
  if (computer.interrupts.asked()) return 0;
  computer.print(sayWhy(end.why, say));
  return computer.headless(headlessArgs(computer.args));
}
