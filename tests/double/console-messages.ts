import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Events } from './cdp.ts';
import { fromHttp } from './schemes.ts';

export interface ConsoleMessage {
  readonly level: 'info' | 'warning' | 'error' | 'debug';
  readonly message: string;
  readonly lineNumber: number;
  readonly sourceId: string;
}

const levels: Readonly<Record<string, ConsoleMessage['level']>> = {
  error: 'error',
  assert: 'error',
  warning: 'warning',
  debug: 'debug',
  verbose: 'debug',
};

function fromCall({ type, args, stackTrace }: Protocol.Runtime.consoleAPICalledPayload): ConsoleMessage {
  const frame = stackTrace?.callFrames[0];
  return {
    level: levels[type] ?? 'info',
    message: args.map((one) => String(one.value ?? one.description ?? one.type)).join(' '),
    lineNumber: (frame?.lineNumber ?? 0) + 1,
    sourceId: fromHttp(frame?.url ?? ''),
  };
}

function fromEntry({ entry }: Protocol.Log.entryAddedPayload): ConsoleMessage {
  return {
    level: levels[entry.level] ?? 'info',
    message: entry.text,
    lineNumber: entry.lineNumber ?? 0,
    sourceId: fromHttp(entry.url ?? ''),
  };
}

function fromException({ exceptionDetails }: Protocol.Runtime.exceptionThrownPayload): ConsoleMessage {
  const { exception, text, lineNumber, url } = exceptionDetails;
  const message = `${text} ${(exception?.description ?? '').split('\n', 1)[0] ?? ''}`.trim();
  return { level: 'error', message, lineNumber: lineNumber + 1, sourceId: fromHttp(url ?? '') };
}

/** What the page wrote to its console, what broke in it, and what Chromium has to say, such as a refusal by the CSP. */
export function consoleMessage(event: keyof Events, params: unknown): ConsoleMessage | undefined {
  if (event === 'Runtime.consoleAPICalled')
    return fromCall(params as Protocol.Runtime.consoleAPICalledPayload);
  if (event === 'Log.entryAdded') return fromEntry(params as Protocol.Log.entryAddedPayload);
  if (event === 'Runtime.exceptionThrown')
    return fromException(params as Protocol.Runtime.exceptionThrownPayload);
  return undefined;
}

/** The number that the older form of the event gives. */
export function levelNumber(level: ConsoleMessage['level']): number {
  return ['debug', 'info', 'warning', 'error'].indexOf(level);
}
