import { types } from 'node:util';
import { namesSecret } from './hide.ts';

const hidden = '[hidden]';
const cut = '[cut]';
const deepest = 8;
const mostParts = 500;
/** Of one text, and of all in one line together. */
const longestText = 8_000;
const longestInAll = 64_000;
/** Longer ones are not looked through to their end. */
const longestRead = 64_000;
/** No key and no folder's name is longer: half of one may stand where a text was cut. */
const halfAtCut = 500;

/** In one line of a stack: everything before our own folders. Bounded, because anybody's text may stand there. */
const upToOurs =
  /(?:file:\/\/\/?|(?<=^|[\s('"])\/|\b[A-Za-z]:[\\/](?!\/))[^\n"'()]{0,300}?(?=(?:dist|src-[a-z]+|node_modules)[\\/])/g;

type Clean = (text: string) => string;
type Loose = Readonly<Record<string, unknown>>;

function shorten(text: string, longest: number, clean: Clean): string {
  const whole = text.length <= longestRead;
  const cleaned = whole ? clean(text) : clean(text.slice(0, longestRead)).slice(0, -halfAtCut);
  return cleaned.length <= longest && whole ? cleaned : `${cleaned.slice(0, longest)}${cut}`;
}

/**
 * Makes what turns anything into a plain, small copy that a log may hold: no key, no home folder, of an error only type,
 * message, stack, code and causes (a request's configuration holds keys), of binary data only its size.
 */
export function createLoggable(hide: Clean): (value: unknown) => unknown {
  // Where the app is installed is nobody's business, and often below the user's name.
  const hideOfError: Clean = (text) => hide(text.replaceAll(upToOurs, ''));
  const copyOf = (value: unknown) => {
    let parts = 0;
    let room = longestInAll;
    const text = (value: string, clean = hide) => {
      const short = shorten(value, Math.min(longestText, room), clean);
      room = Math.max(0, room - short.length);
      return short;
    };

    const ofError = (error: Error, depth: number): Loose => {
      const { name, message, stack, cause } = error;
      const code = 'code' in error ? error.code : undefined;
      const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
      return {
        type: text(String(error.constructor?.name || name)),
        message: text(String(message), hideOfError),
        stack: text(String(stack ?? ''), hideOfError),
        ...(code !== undefined && { code: of(code, depth + 1) }),
        ...(cause !== undefined && { cause: of(cause, depth + 1) }),
        ...(errors.length > 0 && { errors: of(errors, depth + 1) }),
      };
    };

    /** Names and values may take turns, as in Node's `rawHeaders`. */
    const ofList = (list: readonly unknown[], depth: number): unknown[] =>
      list.slice(0, mostParts).map((part, index) => {
        const before = list[index - 1];
        return typeof before === 'string' && namesSecret(before) ? hidden : of(part, depth + 1);
      });

    const ofFields = (value: object, depth: number): Loose => {
      const copy: [string, unknown][] = [];
      for (const [name, field] of Object.entries(value).slice(0, mostParts)) {
        const shown = namesSecret(name) ? hidden : of(field, depth + 1);
        if (shown !== undefined) copy.push([text(name), shown]);
      }
      return Object.fromEntries(copy);
    };

    const ofObject = (value: object, depth: number): unknown => {
      if (types.isNativeError(value) || value instanceof Error) return ofError(value, depth);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
      if (value instanceof URL) return text(value.href);
      if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return `[${value.byteLength} bytes]`;
      if (value instanceof Map || value instanceof Set || value instanceof Headers) {
        return ofList([...value], depth);
      }
      return Array.isArray(value) ? ofList(value, depth) : ofFields(value, depth);
    };

    function of(value: unknown, depth: number): unknown {
      parts += 1;
      if (parts > mostParts || depth > deepest) return cut;
      if (typeof value === 'string') return text(value);
      if (typeof value === 'function') return undefined;
      if (typeof value === 'bigint' || typeof value === 'symbol') return text(String(value));
      return typeof value === 'object' && value !== null ? ofObject(value, depth) : value;
    }
    return of(value, 0);
  };
  return copyOf;
}
