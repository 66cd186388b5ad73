import type * as z from 'zod/mini';

interface Def {
  readonly type: string;
  readonly options?: readonly z.ZodMiniType[];
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly element?: z.ZodMiniType;
  readonly innerType?: z.ZodMiniType;
  readonly entries?: Readonly<Record<string, unknown>>;
}

interface Part {
  readonly schema: z.ZodMiniType;
  readonly values: readonly unknown[];
  readonly path: string;
}

const fieldOf = (value: unknown, name: string): unknown => (value as Record<string, unknown>)[name];

/** What a schema is made of, each part with the values that fall to it. */
function partsOf(def: Def, values: readonly unknown[], path: string): Part[] {
  const ofForms = (def.options ?? []).map((schema, index) => ({
    schema,
    values: values.filter((value) => schema.safeParse(value).success),
    path: `${path}|${index}`,
  }));
  const ofFields = Object.entries(def.shape ?? {}).map(([name, schema]) => ({
    schema,
    values: values.map((value) => fieldOf(value, name)),
    path: `${path}.${name}`,
  }));
  const ofList = def.element ? [{ schema: def.element, values: values.flat(1), path: `${path}[]` }] : [];
  const inner = values.filter((value) => value !== null);
  const within = def.innerType ? [{ schema: def.innerType, values: inner, path }] : [];
  return [...ofForms, ...ofFields, ...ofList, ...within];
}

/**
 * Everything that a schema lets choose (a form of a union, an entry of an enum, a field that may be left out) and no value
 * takes.
 */
export function missingChoices(schema: z.ZodMiniType, values: readonly unknown[], path = ''): string[] {
  const def = schema._zod.def as unknown as Def;
  const present = values.filter((value) => value !== undefined);
  if (present.length === 0) return [`${path}: no value`];
  const entries = Object.values(def.entries ?? {}).filter((entry) => !new Set<unknown>(present).has(entry));
  const parts = partsOf(def, present, path);
  return [
    ...entries.map((entry) => `${path}=${String(entry)}`),
    ...parts.flatMap((part) => missingChoices(part.schema, part.values, part.path)),
  ];
}
