import { execFile } from 'node:child_process';

/** A method of a service on the message bus of a Linux desktop. */
export interface BusCall {
  readonly service: string;
  readonly path: string;
  readonly method: string;
  readonly args?: readonly string[];
  /** How long to wait; default one second. */
  readonly withinMs?: number;
}

/** Null where the program is not installed. */
function run(
  program: string,
  args: readonly string[],
  timeout: number,
): Promise<{ answer: string } | 'refused' | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout, killSignal: 'SIGKILL' }, (error, answer) => {
      if (error === null) return resolve({ answer });
      resolve(error.code === 'ENOENT' ? null : 'refused');
    });
  });
}

/**
 * Asks a service of the desktop, in a process of its own: who asks from within waits as long as the service likes.
 * Null where it does not answer in time, or nobody here can ask.
 */
export async function askDesktop({
  service,
  path,
  method,
  args = [],
  withinMs = 1_000,
}: BusCall): Promise<string | null> {
  const target = ['--dest', service, '--object-path', path, '--method', method];
  const first = await run('gdbus', ['call', '--session', ...target, ...args], withinMs);
  const texts = args.map((text) => `string:${text}`);
  const other = ['--session', '--print-reply', `--dest=${service}`, path, method, ...texts];
  const found = first ?? (await run('dbus-send', other, withinMs));
  return found === null || found === 'refused' ? null : found.answer;
}
