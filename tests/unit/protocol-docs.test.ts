import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { appSettings } from '../../src-shared/contract/app-settings.ts';
import { commands, errorCodes, events } from '../../src-shared/contract/contract.ts';
import * as s from '../../src-shared/contract/schemas.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/protocol.md'), 'utf8');

/** The part of the page under `### \`name\``, up to the next heading. */
function sectionOf(name: string): string {
  const [, after = ''] = page.split(`### \`${name}\`\n`);
  return after.split(/\n#{2,3} /)[0] ?? '';
}

/** The field names of an object schema, or of all forms of a union. */
function fieldsOf(schema: z.ZodMiniType): string[] {
  if (schema instanceof z.ZodMiniObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodMiniUnion) {
    return schema.def.options.flatMap((option) => fieldsOf(option as z.ZodMiniType));
  }
  return [];
}

const shapes: Readonly<Record<string, z.ZodMiniType>> = {
  pairs: s.pairView,
  alarms: s.alarmView,
  firing: s.firing,
  proof: s.proof,
  ringing: s.ringing,
  snoozed: s.snoozed,
  summary: s.summary,
  sources: s.sourceView,
  notices: s.notice,
  settings: appSettings,
  candidate: s.candidate,
};
const explainedElsewhere = new Set<unknown>([s.firing, s.proof, s.pair, s.condition]);

/** What a schema is made of, one step down. */
function partsOf({ _zod: { def } }: z.core.$ZodType): readonly z.core.$ZodType[] {
  const inner = def as { innerType?: z.core.$ZodType; element?: z.core.$ZodType; in?: z.core.$ZodType };
  const { options = [], shape = {} } = def as {
    options?: readonly z.core.$ZodType[];
    shape?: Readonly<Record<string, z.core.$ZodType>>;
  };
  const some = [inner.innerType, inner.element, inner.in].filter((part) => part !== undefined);
  return [...some, ...options, ...Object.values(shape)];
}

/** The field names of a shape however deep, but for what is explained elsewhere. */
function deepFieldsOf(schema: z.core.$ZodType): string[] {
  const own = schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [];
  const parts = partsOf(schema).filter((part) => !explainedElsewhere.has(part));
  return [...new Set([...own, ...parts.flatMap(deepFieldsOf)])];
}

test.each(Object.entries(commands))('docs/protocol.md explains %s with all its fields', (name, command) => {
  const section = sectionOf(name);
  expect(section).not.toBe('');
  const [input = '', output = ''] = section.split('Out:');
  for (const field of fieldsOf(command.in)) expect(input).toContain(`\`${field}\``);
  for (const field of fieldsOf(command.out)) expect(output).toContain(`\`${field}\``);
});

test('docs/protocol.md explains no command that does not exist', () => {
  const [, part = ''] = page.split('## Commands\n');
  const named = [...(part.split('\n## ')[0] ?? '').matchAll(/^### `(.+)`$/gm)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set(Object.keys(commands)));
});

test.each(Object.entries(events))(
  'docs/protocol.md explains the event %s with all its fields',
  (name, schema) => {
    for (const field of fieldsOf(schema)) expect(sectionOf(name)).toContain(`\`${field}\``);
  },
);

test.each(Object.entries(shapes))(
  'docs/protocol.md explains the shape of %s with all its fields',
  (name, schema) => {
    const fields = deepFieldsOf(schema);
    expect(fields.filter((field) => !sectionOf(name).includes(`\`${field}\``))).toEqual([]);
  },
);

test('docs/protocol.md explains every option of an alarm, every condition and every reason', () => {
  for (const field of Object.keys(s.alarmOptions)) expect(page).toContain(`| \`${field}\` |`);
  const [, conditions = ''] = page.split('\n## Conditions\n');
  for (const field of ['low', 'every', 'over', ...deepFieldsOf(s.condition)]) {
    expect(conditions.split('\n## ')[0]).toMatch(new RegExp(`\\b${field}\\b`));
  }
  for (const option of s.reason.def.options) {
    const [code] = option.shape.code.def.values;
    expect(sectionOf('alarms')).toContain(`\`${code}\``);
  }
});

test('docs/protocol.md names every error code and no other', () => {
  const [, part = ''] = page.split('## Error codes\n');
  const named = [...part.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set(errorCodes));
});

test('the fields are read from the schemas, not from nothing', () => {
  expect(fieldsOf(commands['pair.add'].in)).toEqual(['text', 'id']);
  expect(fieldsOf(commands['chart.get'].out)).toEqual([
    'range',
    'barMs',
    'candles',
    'singlePrices',
    'history',
    'firings',
  ]);
  expect(deepFieldsOf(s.snoozed)).toEqual([
    'id',
    'firing',
    'pair',
    'snooze',
    'until',
    'unless',
    'by',
    'at',
    'price',
    'direction',
  ]);
  expect(deepFieldsOf(s.condition)).toContain('every');
});
