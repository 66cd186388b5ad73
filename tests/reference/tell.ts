/** Inputs and firings in lines that a person can follow. Times are seconds after the pair was added. */
import type { Alarm } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import type { ReferenceFiring, ReferenceInput, ReferenceOutcome, Step } from './reference.ts';

type Seconds = (t: EpochMs) => string;

export function tellInput(input: ReferenceInput): string[] {
  const seconds: Seconds = (t) => `${(t - input.addedAt) / 1_000} s`;
  const { history = [], confirmPercent = 10 } = input;
  return [
    `stale after ${input.staleMs / 1_000} s, held beyond ${confirmPercent} %`,
    ...history.map((sample) => `history  ${tellSample(sample, seconds)}`),
    ...input.steps.map((step) => tellStep(step, seconds)),
  ];
}

export function tellOutcome({ firings, refused, held }: ReferenceOutcome, addedAt: EpochMs): string[] {
  const seconds: Seconds = (t) => `${(t - addedAt) / 1_000} s`;
  return [...firings.map((firing) => tellFiring(firing, seconds)), `${refused} refused, ${held} held`];
}

/** Both in lines; what only one of them tells is marked `-` (the first) or `+` (the second). */
export function tellDifference(first: readonly string[], second: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    if (first[i] === second[i]) lines.push(`  ${first[i]}`);
    else {
      if (first[i] !== undefined) lines.push(`- ${first[i]}`);
      if (second[i] !== undefined) lines.push(`+ ${second[i]}`);
    }
  }
  return lines;
}

function tellFiring(firing: ReferenceFiring, seconds: Seconds): string {
  const { alarmId, n, t, direction, level, by, provingPrice, reference, lastPrice, missed, cooldownMs } =
    firing;
  const after = cooldownMs === null ? 'rests' : `cools for ${cooldownMs / 1_000} s`;
  return (
    `${alarmId}#${n} at ${seconds(t)}: ${direction} over ${digits(level)} by ${by} ${digits(provingPrice)}, ` +
    `from ${digits(reference.price)} at ${seconds(reference.t)}, last ${digits(lastPrice)}, missed ${missed}, ${after}`
  );
}

function tellStep(step: Step, seconds: Seconds): string {
  switch (step.kind) {
    case 'sample': {
      const { sample, now } = step;
      const arrives = now === sample.t ? '' : `, arrives at ${seconds(now)}`;
      return `${tellSample(sample, seconds)}${arrives}`;
    }
    case 'add':
    case 'edit':
      return `${seconds(step.at)}  ${step.kind} ${tellAlarm(step.alarm, seconds)}`;
    case 'rearm':
    case 'pause':
    case 'resume':
      return `${seconds(step.at)}  ${step.kind} ${step.alarmId}`;
    case 'decide':
      return `${seconds(step.at)}  decide: ${step.coin} coin`;
    case 'restart':
      return 'restart';
    default:
      return assertNever(step);
  }
}

function tellSample({ t, price, range, kind, via }: Sample, seconds: Seconds): string {
  const traded = range === undefined ? '' : `, ${range.low} to ${range.high} since ${seconds(range.from)}`;
  const basis = via === undefined ? '' : `, from ${via.source} at basis ${via.basis ?? 'unknown'}`;
  return `${seconds(t)}  ${kind} ${price}${traded}${basis}`;
}

function tellAlarm(alarm: Alarm, seconds: Seconds): string {
  const { mode, cooldownMs, wayBack, paused, expiresAt } = alarm;
  const expires = expiresAt === null ? '' : `, expires at ${seconds(expiresAt)}`;
  return (
    `${alarm.id}: ${tellCondition(alarm.condition)}; ${mode}, cooldown ${cooldownMs / 1_000} s, ` +
    `way back ${wayBack}${expires}${paused ? ', paused' : ''}`
  );
}

function tellCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'target':
      return `target ${condition.price} ${condition.direction}`;
    case 'channel':
      return `${condition.when} channel ${condition.low} to ${condition.high}`;
    case 'extreme': {
      const { extreme, percent, since } = condition;
      return `${percent} % from ${extreme} since ${since.kind}${since.kind === 'window' ? ` ${since.ms / 1_000} s` : ''}`;
    }
    case 'move': {
      const { percent, direction, over } = condition;
      const measured = over.kind === 'window' ? `${over.ms / 1_000} s from ${over.from}` : over.kind;
      return `move ${percent} % ${direction}, ${measured}`;
    }
    case 'step':
      return `step ${condition.every} ${condition.unit}`;
    default:
      return assertNever(condition);
  }
}

/** Levels are products: two ways to write one formula differ in the last digits. */
function digits(price: number): number {
  return Number(price.toPrecision(12));
}
