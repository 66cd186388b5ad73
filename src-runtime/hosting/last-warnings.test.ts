import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { lastWarnings } from './last-warnings.ts';

const folders = temporaryFolders();
const line = (level: number, event: string) => JSON.stringify({ level, event });

function logOf(text: string): string {
  const file = path.join(folders.make(), 'app.log');
  writeFileSync(file, text);
  return file;
}

test('the newest warnings and errors of a log, oldest first', () => {
  const lines = [line(30, 'a'), line(40, 'b'), line(50, 'c'), 'half a li'];
  expect(lastWarnings(logOf(lines.join('\n')))).toEqual([line(40, 'b'), line(50, 'c')]);
});

test('of a long log only the end is read, and no more than twenty lines are told', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => line(40, `event-${index}`));
  const told = lastWarnings(logOf(many.join('\n')));
  expect(told).toEqual(many.slice(-20));
});

test('without a log there are none', () => {
  expect(lastWarnings(path.join(folders.make(), 'none.log'))).toEqual([]);
});
