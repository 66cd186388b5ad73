import { type HostSay, hostCatalogue } from '../../src-shared/words/host-words.ts';
import { electronEnvironment } from './can-run.ts';
import type { Interrupts } from './interrupts.ts';
import { createLines, isNoise } from './last-words.ts';
import { type End, endGroup, type Launch, type Running, type Timers, within } from './program.ts';
import type { Why } from './why.ts';
import { howItEnded, readyWithinMs, whyNot } from './why-not.ts';

export interface Desktop {
  readonly file: string;
  readonly root: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly launch: Launch;
  readonly timers: Timers;
  readonly interrupts: Interrupts;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly say: HostSay;
}

/** The app ran, or has said itself why not; or there is no window, for a reason. */
export type DesktopEnd =
  | { readonly kind: 'done'; readonly code: number }
  | { readonly kind: 'no-window'; readonly why: Why };

/** The app's own sentences that it is ready, in whatever language, up to where they differ with the version. */
const readyStarts = (['desktop.started', 'desktop.started.no-tray'] as const).map((key) => {
  const [before = '', after = ''] = hostCatalogue[key].split('{{version}}');
  return { before, after };
});

function isReadyLine(line: string): boolean {
  return readyStarts.some(({ before, after }) => line.startsWith(before) && line.endsWith(after));
}

/** The app has said on stderr why it does not start: a data folder in use, a bad flag. */
const refused = 2;
/** An app that was asked to end and does not is ended. */
const stopWithinMs = 5_000;
const keptLines = 500;

/**
 * Listens to the app. Its stdout is passed on as it comes. Its stderr waits until the app is ready, because most of
 * it is Chromium's noise, which never is passed on; ELECTRON_ENABLE_LOGGING, Electron's own variable, asks for all.
 */
function createReception({ environment, print, complain }: Desktop) {
  const ready = Promise.withResolvers<'ready'>();
  const passAll = Boolean(environment['ELECTRON_ENABLE_LOGGING']);
  const lines: string[] = [];
  let spoke = false;
  let isReady = false;
  const useful = () => lines.filter((line) => !isNoise(line));
  const pass = (line: string) => {
    if (!passAll && !isNoise(line)) complain(`${line}\n`);
  };
  const out = createLines((line) => {
    spoke ||= line.trim() !== '';
    if (isReady || !isReadyLine(line)) return;
    isReady = true;
    for (const held of useful()) pass(held);
    ready.resolve('ready');
  });
  const err = createLines((line) => {
    if (isReady) pass(line);
    else if (lines.push(line) > keptLines) lines.shift();
  });
  return {
    ready: ready.promise,
    ears: {
      out(text: string) {
        print(text);
        out.push(text);
      },
      err(text: string) {
        if (passAll) complain(text);
        err.push(text);
      },
    },
    /** Takes what came without a line end. */
    end() {
      out.end();
      err.end();
    },
    lines,
    useful,
    pass,
    spoke: () => spoke,
    isReady: () => isReady,
  };
}

type Reception = ReturnType<typeof createReception>;

/**
 * Asked to end: passed on to the app, which stores what it has; if that takes too long it is killed. Not its group,
 * once it runs: a browser that it has opened belongs to that too, and its helpers end with it.
 */
function passOnInterrupts(running: Running, { interrupts, timers }: Desktop): () => void {
  let cancel: (() => void) | null = null;
  const stopListening = interrupts.listen((signal) => {
    running.signal(signal);
    cancel ??= timers.setTimer(() => running.signal('SIGKILL'), stopWithinMs);
  });
  return () => {
    stopListening();
    cancel?.();
  };
}

function afterInterrupt(end: End): DesktopEnd {
  // Ended as asked: no failure, and nothing for npm to complain about.
  return { kind: 'done', code: end.kind === 'code' && end.code < 128 ? end.code : 0 };
}

function afterEarlyEnd(end: End, reception: Reception, desktop: Desktop): DesktopEnd {
  if (end.kind === 'code' && end.code === refused) {
    const lines = reception.useful();
    for (const line of lines) reception.pass(line);
    if (lines.length === 0) desktop.complain(`${desktop.say('start.refused-silently')}\n`);
    return { kind: 'done', code: refused };
  }
  // It did what was asked of it: showed the window that is open already, printed its version.
  if (end.kind === 'code' && end.code === 0 && reception.spoke()) return { kind: 'done', code: 0 };
  return noWindow(end, reception, desktop);
}

function noWindow(end: End | null, { lines }: Reception, { file, environment, say }: Desktop): DesktopEnd {
  const display = environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] || '';
  return { kind: 'no-window', why: whyNot({ lines, end, file, display }, say) };
}

function afterRun(end: End, { complain, say }: Desktop): DesktopEnd {
  if (end.kind === 'code' && end.code === 0) return { kind: 'done', code: 0 };
  complain(`${say('start.crashed', { cause: howItEnded(end, say) })}\n`);
  return { kind: 'done', code: end.kind === 'code' ? end.code : 1 };
}

/** Starts the app on Electron and stays as long as it runs. */
export async function startDesktop(desktop: Desktop): Promise<DesktopEnd> {
  const { file, root, args, environment, launch, timers, interrupts } = desktop;
  const reception = createReception(desktop);
  const running = launch(
    { command: file, args: ['.', ...args], folder: root, environment: electronEnvironment(environment) },
    reception.ears,
  );
  const stopPassingOn = passOnInterrupts(running, desktop);
  try {
    const first = await within(
      Promise.race([reception.ready, running.ended]),
      readyWithinMs,
      'late' as const,
      timers,
    );
    if (first === 'late') {
      await endGroup(running, timers);
      reception.end();
      return interrupts.asked() ? { kind: 'done', code: 0 } : noWindow(null, reception, desktop);
    }
    const end = await running.ended;
    reception.end();
    if (interrupts.asked()) return afterInterrupt(end);
    if (reception.isReady()) return afterRun(end, desktop);
    const outcome = afterEarlyEnd(end, reception, desktop);
    // Helpers that outlive it would hold the display and the data.
    if (outcome.kind === 'no-window') running.signalGroup('SIGKILL');
    return outcome;
  } finally {
    stopPassingOn();
    running.letGo();
  }
}
