import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineFirings } from '../reference/engine-firings.ts';
import { randomInput } from '../reference/random-steps.ts';
import { type ReferenceInput, referenceFirings } from '../reference/reference.ts';
import { tellDifference, tellInput, tellOutcome } from '../reference/tell.ts';

const series = Number(process.env['SERIES'] ?? 300);
const seed = Number(process.env['SOAK_SEED'] ?? 20_261_120);

/** What the engine makes of an input in lines; an error that it throws is one of them. */
function engineTells(input: ReferenceInput): string[] {
  try {
    return tellOutcome(engineFirings(input), input.addedAt);
  } catch (error) {
    return [`the engine throws: ${String(error)}`];
  }
}

function referenceTells(input: ReferenceInput): string[] {
  return tellOutcome(referenceFirings(input), input.addedAt);
}

function agree(input: ReferenceInput): boolean {
  const engine = engineTells(input);
  const reference = referenceTells(input);
  return engine.length === reference.length && engine.every((line, i) => line === reference[i]);
}

test(`the engine and the slow reference agree on ${series} random lives of alarms`, () => {
  const result = fc.check(fc.property(randomInput(), agree), { numRuns: series, seed });
  const input = result.counterexample?.[0];
  if (input === undefined) {
    expect(result.numRuns).toBe(series);
    return;
  }
  const difference = tellDifference(referenceTells(input), engineTells(input));
  const about = `in life ${result.numRuns} of seed ${seed}, made ${result.numShrinks} times shorter`;
  throw new Error(
    [
      `They do not agree ${about}.`,
      '',
      'The life:',
      ...tellInput(input),
      '',
      'What the reference (-) and the engine (+) tell:',
      ...difference,
    ].join('\n'),
  );
}, 1_200_000);
