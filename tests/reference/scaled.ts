/** The same prices in another measure: no rule knows an absolute size. */
import type { Condition } from '../../src-core/condition.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { Step } from './reference.ts';

export function scaledStep(step: Step, scale: number): Step {
  if (step.kind === 'sample') return { ...step, sample: scaledSample(step.sample, scale) };
  if (step.kind !== 'add' && step.kind !== 'edit') return step;
  const condition = scaledCondition(step.alarm.condition, scale);
  return { ...step, alarm: { ...step.alarm, condition } };
}

export function scaledCondition(condition: Condition, scale: number): Condition {
  if (condition.kind === 'target') return { ...condition, price: condition.price * scale };
  if (condition.kind === 'channel') {
    return { ...condition, low: condition.low * scale, high: condition.high * scale };
  }
  if (condition.kind === 'step' && condition.unit === 'quote') {
    return { ...condition, every: condition.every * scale };
  }
  return condition;
}

export function scaledSample({ range, via, ...sample }: Sample, scale: number): Sample {
  const price = sample.price * scale;
  return {
    ...sample,
    price,
    ...(range === undefined ? {} : { range: { ...range, low: range.low * scale, high: range.high * scale } }),
    ...(via === undefined
      ? {}
      : { via: { ...via, ...(via.by === undefined ? {} : { by: via.by * scale }) } }),
  };
}
