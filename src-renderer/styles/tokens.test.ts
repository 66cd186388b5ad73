import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8').replaceAll(
  /\/\*.*?\*\//gs,
  '',
);

/** The tokens of a block, by what stands before its brace. */
function tokensOf(head: string): Readonly<Record<string, string>> {
  const start = css.indexOf(`${head} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

const light = tokensOf(':root');
const byTheSystem = tokensOf(':root:not([data-theme="light"])');
const forced = tokensOf(':root[data-theme="dark"]');

test('a dark theme is the same, whether the system or the user wants it', () => {
  expect(forced).toEqual(byTheSystem);
});

test('every colour has a dark one', () => {
  const colours = Object.entries(light).filter(([, value]) => value.includes('#'));
  expect(colours.length).toBeGreaterThan(20);
  expect(Object.keys(forced)).toEqual(colours.map(([name]) => name));
});
