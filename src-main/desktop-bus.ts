import { execFile } from 'node:child_process';

const patienceMs = 1_000;

/** A method of a service on the message bus of a Linux desktop. */
export interface BusCall {
  readonly service: string;
  readonly path: string;
  readonly method: string;
  readonly args?: readonly string[];
}

/** Null where the program is not installed. */
function run(program: string, args: readonly string[]): Promise<{ answer: string } | 'refused' | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: patienceMs, killSignal: 'SIGKILL' }, (error, answer) => {
      if (error === null) return resolve({ answer });
      resolve(error.code === 'ENOENT' ? null : 'refused');
    });
  });
}

/**
 * Asks a service of the desktop, in a process of its own: who asks from within waits as long as the service likes.
 * Null where it does not answer within a second, or nobody here can ask.
 */
export async function askDesktop({ service, path, method, args = [] }: BusCall): Promise<string | null> {
  const first = await run('gdbus', [
    'call',
    '--session',
    '--dest',
    service,
    '--object-path',
    path,
    '--method',
    method,
    ...args,
  ]);
  const found =
    first ??
    (await run('dbus-send', [
      '--session',
      '--print-reply',
      `--dest=${service}`,
      path,
      method,
      ...args.map((text) => `string:${text}`),
    ]));
  return found === null || found === 'refused' ? null : found.answer;
}
