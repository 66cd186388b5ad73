import type * as z from 'zod/mini';
import {
  type CommandIn,
  type CommandName,
  type CommandOut,
  commands,
  type ErrorCode,
  type Refusal,
} from './contract.ts';

/** Who sent a command; recorded with an acknowledgement. */
export interface Sender {
  readonly client: string;
}

/** A refusal before it has words: the transport-independent part of an error. */
export class CommandError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

type Parsed<K extends CommandName> = z.output<(typeof commands)[K]['in']>;
export type Handlers = {
  readonly [K in CommandName]: (input: Parsed<K>, sender: Sender) => CommandOut<K> | Promise<CommandOut<K>>;
};

export type AnyReply = { readonly ok: true; readonly data: unknown } | Refusal;

/** How the dispatcher words what it refuses itself, and where it reports bugs. */
export interface DispatchWords {
  readonly refuse: (
    code: Extract<ErrorCode, 'unknown-command' | 'bad-input' | 'internal'>,
    about: string,
  ) => Refusal;
  readonly onBug: (command: string, error: unknown) => void;
}

function whereOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const [issue] = issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return path === '' ? 'the whole message' : path;
}

/** The payload of a command, or where it is wrong. */
function parse(
  command: CommandName,
  input: unknown,
): { readonly data: CommandIn<CommandName> } | { readonly wrong: string } {
  try {
    const parsed = commands[command].in.safeParse(input);
    return parsed.success ? { data: parsed.data } : { wrong: whereOf(parsed.error.issues) };
  } catch {
    // A field that throws when it is looked at.
    return { wrong: whereOf([]) };
  }
}

/**
 * The one way in: the name is looked up, the payload parsed by its schema, the answer too. Never throws: a
 * `CommandError` of a handler becomes its refusal, anything else is reported as a bug and answered as `internal`.
 */
export async function dispatch(
  handlers: Handlers,
  words: DispatchWords,
  name: unknown,
  input: unknown,
  sender: Sender,
): Promise<AnyReply> {
  if (typeof name !== 'string' || !Object.hasOwn(commands, name)) {
    return words.refuse('unknown-command', typeof name === 'string' ? name.slice(0, 40) : typeof name);
  }
  const command = name as CommandName;
  const parsed = parse(command, input);
  if ('wrong' in parsed) return words.refuse('bad-input', parsed.wrong);
  try {
    const handler = handlers[command] as (
      input: CommandIn<CommandName>,
      sender: Sender,
    ) => Promise<CommandOut<CommandName>>;
    return { ok: true, data: commands[command].out.parse(await handler(parsed.data, sender)) };
  } catch (error) {
    if (error instanceof CommandError) return error.refusal;
    words.onBug(command, error);
    return words.refuse('internal', command);
  }
}
