import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertNever } from '../../src-core/assert-never.ts';
import { type Condition, windowOf } from '../../src-core/condition.ts';
import { randomInput } from './random-steps.ts';
import { type ReferenceFiring, type ReferenceInput, referenceFirings, type Step } from './reference.ts';

/** What a firing is an example of. */
function kindsOf({ by, n, missed, cooldownMs }: ReferenceFiring, condition: Condition): string[] {
  const seen = [condition.kind, by, ...details(condition)];
  if (missed > 0) seen.push('missed');
  if (n > 1) seen.push(`${condition.kind} again`);
  if (cooldownMs === null) seen.push('once');
  const ms = windowOf(condition) ?? 0;
  if (ms > 7 * 86_400_000) seen.push('hourly candles');
  else if (ms > 86_400_000) seen.push('one-minute candles');
  return seen;
}

function details(condition: Condition): string[] {
  switch (condition.kind) {
    case 'target':
      return [`target ${condition.direction}`];
    case 'channel':
      return [`channel ${condition.when}`];
    case 'extreme':
      return [condition.extreme, `extreme ${condition.since.kind}`];
    case 'move':
      return [`move ${condition.over.kind === 'window' ? `from ${condition.over.from}` : 'since start'}`];
    case 'step':
      return [`step ${condition.unit}`];
    default:
      return assertNever(condition);
  }
}

/** What happens in a life of alarms. */
function happenings(input: ReferenceInput): string[] {
  const { firings, refused, held } = referenceFirings(input);
  const seen: string[] = input.steps.map(({ kind }) => kind);
  if (refused > 0) seen.push('refused');
  if (held > 0) seen.push('held');
  let alarms = new Map<string, Condition>();
  // A firing is told by the condition that the alarm had first; an edit makes it no less an example.
  for (const step of input.steps) {
    if (step.kind === 'add') alarms = alarms.set(step.alarm.id, step.alarm.condition);
  }
  for (const firing of firings) {
    const condition = alarms.get(firing.alarmId);
    if (condition === undefined) throw new Error(`no alarm ${firing.alarmId}`);
    seen.push(...kindsOf(firing, condition));
  }
  return seen;
}

/** Whether another step, or none, in place of each changes what is told. */
function matters(input: ReferenceInput, instead: (step: Step) => Step | null): boolean {
  const steps = input.steps.map(instead).filter((step) => step !== null);
  return JSON.stringify(referenceFirings({ ...input, steps })) !== JSON.stringify(referenceFirings(input));
}

const without = (kind: Step['kind']) => (step: Step) => (step.kind === kind ? null : step);

function withoutRange(step: Step): Step {
  if (step.kind !== 'sample') return step;
  const { range: _range, ...sample } = step.sample;
  return { ...step, sample };
}

function withoutVia(step: Step): Step {
  if (step.kind !== 'sample') return step;
  const { via: _via, ...sample } = step.sample;
  return { ...step, sample };
}

describe('random inputs', () => {
  const inputs = fc.sample(randomInput(), { seed: 7, numRuns: 300 });

  test('the same seed gives the same inputs', () => {
    expect(fc.sample(randomInput(), { seed: 7, numRuns: 3 })).toEqual(inputs.slice(0, 3));
  });

  test('they reach every condition, mode, command and refusal', () => {
    const reached = new Map<string, number>();
    for (const input of inputs) {
      for (const what of new Set(happenings(input))) reached.set(what, (reached.get(what) ?? 0) + 1);
    }
    const wanted = 'sample,add,edit,rearm,pause,resume,decide,restart,refused,held'
      .split(',')
      .concat('target,channel,extreme,move,step,price,low,high,missed,once,max,min'.split(','))
      .concat('target up,target down,target any,channel leaves,channel enters'.split(','))
      .concat('extreme pair added,extreme alarm armed,extreme window'.split(','))
      .concat('move from extreme,move from start,move since start,step quote,step percent'.split(','))
      .concat('target again,channel again,extreme again,move again,step again'.split(','))
      .concat('one-minute candles,hourly candles'.split(','));
    // In how many of the lives each of them happens: what is rare is not tried.
    expect(wanted.filter((what) => (reached.get(what) ?? 0) < 15)).toEqual([]);
  });

  test.each<{ what: string; instead: (step: Step) => Step | null; lives: number }>([
    { what: 'edits', instead: without('edit'), lives: 100 },
    { what: 'pauses', instead: without('pause'), lives: 30 },
    { what: 'resumes', instead: without('resume'), lives: 30 },
    { what: 're-arms', instead: without('rearm'), lives: 60 },
    { what: 'decisions', instead: without('decide'), lives: 20 },
    { what: 'ranges', instead: withoutRange, lives: 200 },
    { what: 'fall-backs of an unknown basis', instead: withoutVia, lives: 30 },
  ])('$what change what is told in at least $lives of 300', ({ instead, lives }) => {
    expect(inputs.filter((input) => matters(input, instead)).length).toBeGreaterThanOrEqual(lives);
  });

  test('plain ones hold nothing but samples, new alarms and re-arms, and nothing is held', () => {
    for (const input of fc.sample(randomInput({ plain: true }), { seed: 7, numRuns: 50 })) {
      expect(input.steps.every(({ kind }) => ['sample', 'add', 'rearm'].includes(kind))).toBe(true);
      expect(referenceFirings(input).held).toBe(0);
    }
  });

  test('commands come at or after the newest sample', () => {
    for (const { steps } of inputs) {
      let newest = 0;
      for (const step of steps) {
        if (step.kind === 'restart') continue;
        if (step.kind !== 'sample') expect(step.at).toBeGreaterThanOrEqual(newest);
        else if (step.sample.t <= step.now + 60_000 && step.now - step.sample.t <= 60_000) {
          newest = Math.max(
            newest,
            Number.isFinite(step.sample.price) && step.sample.price > 0 ? step.sample.t : 0,
          );
        }
      }
    }
  });
});
