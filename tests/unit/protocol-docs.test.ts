import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { commands, errorCodes, events } from '../../src-shared/contract/contract.ts';

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

test('docs/protocol.md names every error code and no other', () => {
  const [, part = ''] = page.split('## Error codes\n');
  const named = [...part.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set(errorCodes));
});

test('the fields are read from the schemas, not from nothing', () => {
  expect(fieldsOf(commands['pair.add'].in)).toEqual(['text', 'id']);
  expect(fieldsOf(commands['chart.get'].out)).toEqual(['points', 'firings', 'history']);
});
