/**
 * What structured clone keeps and JSON loses, as JSON. Both functions also run in the page (their text is put into
 * the page's runtime), so they use nothing from outside themselves.
 */
export function encode(value: unknown, seen: Map<unknown, number> = new Map()): unknown {
  const each = (inner: unknown): unknown => encode(inner, seen);
  const simple = (): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (Object.is(value, -0)) return { $: 'number', v: '-0' };
    return typeof value === 'number' && !Number.isFinite(value) ? { $: 'number', v: String(value) } : value;
  };
  const bytes = (): unknown => {
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: [...new Uint8Array(value)] };
    if (!ArrayBuffer.isView(value)) return undefined;
    const of = value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name;
    return { $: 'view', v: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)], of };
  };
  const container = (object: object): unknown => {
    if (Array.isArray(object)) return { $: 'array', v: Array.from(object, each) };
    if (object instanceof Map)
      return { $: 'map', v: [...object].map(([key, item]) => [each(key), each(item)]) };
    if (object instanceof Set) return { $: 'set', v: [...object].map(each) };
    if (object instanceof Date) return { $: 'date', v: object.getTime() };
    if (object instanceof RegExp) return { $: 'regexp', v: [object.source, object.flags] };
    if (object instanceof Error) return { $: 'error', v: [object.name, object.message, object.stack ?? ''] };
    return { $: 'object', v: Object.entries(object).map(([key, item]) => [key, each(item)]) };
  };
  if (value === null || typeof value !== 'object') return simple();
  const before = seen.get(value);
  if (before !== undefined) return { $: 'again', v: before };
  seen.set(value, seen.size);
  return bytes() ?? container(value);
}

/** The way back; containers are noted in the order in which `encode` met them. */
export function decode(coded: unknown, made: unknown[] = []): unknown {
  if (coded === null || typeof coded !== 'object') return coded;
  const { $: kind, v, of } = coded as { $: string; v: unknown; of?: string };
  const keep = <T>(value: T): T => {
    made.push(value);
    return value;
  };
  const list = (): unknown[] => v as unknown[];
  const pairs = (): [unknown, unknown][] => v as [unknown, unknown][];
  const bytes = (): ArrayBuffer => Uint8Array.from(v as number[]).buffer;
  const error = (): Error => {
    const [name, message, stack] = v as [string, string, string];
    const known = new Map<string, ErrorConstructor>([
      ['TypeError', TypeError],
      ['RangeError', RangeError],
      ['SyntaxError', SyntaxError],
      ['ReferenceError', ReferenceError],
    ]);
    return Object.assign(new (known.get(name) ?? Error)(message), { stack });
  };
  const readers: Record<string, () => unknown> = {
    undefined: () => undefined,
    bigint: () => BigInt(v as string),
    number: () => Number(v),
    again: () => made[v as number],
    array() {
      const array: unknown[] = keep([]);
      for (const item of list()) array.push(decode(item, made));
      return array;
    },
    date: () => keep(new Date(v as number)),
    regexp: () => keep(new RegExp((v as string[])[0] ?? '', (v as string[])[1])),
    map() {
      const map = keep(new Map<unknown, unknown>());
      for (const [key, item] of pairs()) map.set(decode(key, made), decode(item, made));
      return map;
    },
    set() {
      const set = keep(new Set<unknown>());
      for (const item of list()) set.add(decode(item, made));
      return set;
    },
    buffer: () => keep(bytes()),
    view() {
      const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[of ?? ''];
      return keep(new (View ?? Uint8Array)(bytes()));
    },
    error: () => keep(error()),
    object() {
      const object: Record<string, unknown> = keep({});
      for (const [key, item] of pairs()) {
        Object.defineProperty(object, key as string, {
          value: decode(item, made),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return object;
    },
  };
  const read = readers[kind];
  if (read === undefined) throw new Error(`A message of unknown kind ${kind}.`);
  return read();
}

/** As Electron: what cannot be cloned is refused where it is sent. */
export function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}
