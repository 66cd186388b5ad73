import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineFirings } from '../reference/engine-firings.ts';
import { randomInput } from '../reference/random-steps.ts';
import { type ReferenceInput, referenceFirings } from '../reference/reference.ts';

const runs = Number(process.env['SOAK_RUNS'] ?? 1_500);
const seed = Number(process.env['SOAK_SEED'] ?? 20_261_120);

/** Commands come after what was seen: the engine sees to that, the reference takes it for granted. */
function inOrder(input: ReferenceInput): ReferenceInput {
  let newest = 0;
  const steps = input.steps.map((step) => {
    if (step.kind !== 'sample') return { ...step, at: Math.max(step.at, newest) };
    if (step.sample.t <= step.now + 60_000) newest = Math.max(newest, step.sample.t);
    return step;
  });
  return { ...input, steps };
}

/** Whether the clock runs back by minutes after a command: the engine heals what was armed then, which is another story. */
function clockRunsBack(input: ReferenceInput): boolean {
  let latest = 0;
  return input.steps.some((step) => {
    if (step.kind === 'sample') return step.now < latest - 5 * 60_000;
    latest = Math.max(latest, step.at);
    return false;
  });
}

test(`the engine and the slow reference agree on ${runs} random lives of alarms`, () => {
  fc.assert(
    fc.property(
      randomInput()
        .map(inOrder)
        .filter((input) => !clockRunsBack(input)),
      (input) => {
        expect(engineFirings(input)).toEqual(referenceFirings(input));
      },
    ),
    { numRuns: runs, seed },
  );
}, 1_200_000);
