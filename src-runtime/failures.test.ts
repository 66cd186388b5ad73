import { expect, test } from 'vitest';
import { createFailures } from './failures.ts';

test('the same failure of the same thing is news once, and again after it went well', () => {
  const failures = createFailures();
  expect(failures.isNews('disk', new Error('full'))).toBe(true);
  expect(failures.isNews('disk', new Error('full'))).toBe(false);
  expect(failures.isNews('network', new Error('full'))).toBe(true);
  expect(failures.over('disk')).toBe(true);
  expect(failures.over('disk')).toBe(false);
  expect(failures.isNews('disk', new Error('full'))).toBe(true);
  expect(failures.isNews('network', new Error('full'))).toBe(false);
});

test('two failures that take turns are news once each', () => {
  const failures = createFailures();
  const told = ['offline', 'server', 'offline', 'server'].map((kind) => failures.isNews('source', kind));
  expect(told).toEqual([true, true, false, false]);
});

test('a failure that words itself anew each time does not go on for ever', () => {
  const failures = createFailures();
  const attempts = Array.from({ length: 1_000 }, (_, n) => n);
  expect(attempts.filter((n) => failures.isNews('source', new Error(`late by ${n} ms`)))).toHaveLength(20);
  failures.over('source');
  expect(failures.isNews('source', new Error('late by 1 ms'))).toBe(true);
});

test.each([[undefined], [null], [Object.create(null)], [{ toString: null }], [Symbol('s')]])(
  'whatever is thrown, it can be told: %#',
  (thrown) => {
    const failures = createFailures();
    expect(failures.isNews('place', thrown)).toBe(true);
    expect(failures.isNews('place', thrown)).toBe(false);
  },
);
