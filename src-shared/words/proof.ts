import type { Proof } from '../../src-core/alarm.ts';
import { type Condition, windowOf } from '../../src-core/condition.ts';
import { reachedFromAbove, reachedFromBelow } from '../../src-core/levels.ts';
import { formatDigits } from '../../src-core/numbers/format-number.ts';
import { type Pair, pairLabel, sourceIds } from '../../src-core/pair.ts';
import type { FiringView } from '../contract/schemas.ts';
import { describeCondition, type Formats } from './describe.ts';
import { marketFormats, ruleFormats } from './formats.ts';
import { plain, type Say } from './words.ts';

export interface ProofWords {
  readonly title: string;
  readonly rule: string;
  readonly oldPrice: string;
  readonly newPrice: string;
  readonly direction: Proof['direction'];
  /** Source, sample times, what was touched, what it was measured from, and the circumstances. */
  readonly lines: readonly string[];
  /** What is out of the ordinary: told late, a storm, a fallback, what came true unheard. */
  readonly circumstances: readonly string[];
}

function titleOf(say: Say, pair: Pair, { condition, direction, level, proving, reference }: Proof): string {
  const label = pairLabel(pair);
  const words = { pair: label, level: ruleFormats(pair.tickSize, say.style).price(level) };
  if (condition.kind === 'target' || condition.kind === 'step') {
    return say(`ring.title.${condition.kind}.${direction}`, words);
  }
  if (condition.kind === 'channel') return say(`ring.title.channel.${condition.when}.${direction}`, words);
  // What happened, which is the rule's percentage or more; the rule stands below.
  const { percent: write } = marketFormats(pair.tickSize, say.style);
  const percent = write((Math.abs(proving.price - reference.price) / reference.price) * 100);
  return say(`ring.title.${condition.kind}.${direction}`, { pair: label, percent });
}

/** Whether the last price is past the level too, or only a low or high between two looks was. */
function stillPast({ direction, level, after }: Proof): boolean {
  return direction === 'up' ? reachedFromBelow(after.price, level) : reachedFromAbove(after.price, level);
}

function sayReference(say: Say, proof: Proof, { price, time, duration }: Formats): string {
  const { condition, direction, reference } = proof;
  const words = { price: price(reference.price), time: time(reference.t) };
  if (condition.kind === 'target' || condition.kind === 'channel') return '';
  if (condition.kind === 'step') return say('proof.reference.step', words);
  if (condition.kind === 'extreme') {
    return say(condition.extreme === 'max' ? 'proof.reference.high' : 'proof.reference.low', words);
  }
  if (condition.over.kind === 'since start') return say('proof.reference.start', words);
  if (condition.over.from === 'start') {
    return say('proof.reference.window', { ...words, window: duration(windowOf(condition) ?? 0) });
  }
  return say(direction === 'up' ? 'proof.reference.low' : 'proof.reference.high', words);
}

function saySource(say: Say, source: string): string {
  const id = sourceIds.find((known) => known === source);
  return id === undefined ? source : say(`source.${id}`);
}

/** What is out of the ordinary with a firing: a fallback, a storm, what was not told, that it is told late. */
function sayCircumstances(
  say: Say,
  { proof, late }: Pick<FiringView, 'proof' | 'late'>,
  { price: write, duration }: Formats,
): string[] {
  const { via, missed, cooldown } = proof;
  const lines: string[] = [];
  if (late) lines.push(say('proof.late'));
  if (via !== null) {
    const source = saySource(say, via.source);
    const basis = via.basis === null ? '' : formatDigits(via.basis, 6, say.style.numbers);
    const price = via.by === undefined ? '' : write(via.by);
    lines.push(say(via.basis === null ? 'proof.via.unknown' : 'proof.via', { source, basis, price }));
  }
  if (missed > 0) lines.push(say('proof.missed', { count: missed }));
  if (cooldown !== null && cooldown.storm !== null) {
    lines.push(say('proof.storm', { count: cooldown.storm, silence: duration(cooldown.ms) }));
  }
  return lines;
}

/** The rule as plain text: `Reaches 60,000 from below`. */
export function ruleSentence(say: Say, pair: Pick<Pair, 'tickSize'>, condition: Condition): string {
  return plain(describeCondition(say, condition, ruleFormats(pair.tickSize, say.style)));
}

/** Everything that a ring shows to be checked by. */
export function proofWords(
  say: Say,
  pair: Pair,
  { proof, late }: Pick<FiringView, 'proof' | 'late'>,
): ProofWords {
  const formats = marketFormats(pair.tickSize, say.style);
  const { price, time } = formats;
  const { before, after, proving, windowSeenFrom } = proof;
  const source = saySource(say, proof.source);
  const seen = before
    ? say('proof.seenAfter', {
        source,
        after: time(after.t),
        price: price(before.price),
        before: time(before.t),
      })
    : say('proof.seen', { source, after: time(after.t) });
  const touched = proving.by === 'price' ? '' : say('proof.touched', { price: price(proving.price) });
  const past = stillPast(proof);
  const back = past ? '' : say('ring.back', { price: price(after.price), time: time(after.t) });
  const window = windowSeenFrom === null ? '' : say('proof.window', { time: time(windowSeenFrom) });
  const join = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');
  const condition = ruleSentence(say, pair, proof.condition);
  const circumstances = sayCircumstances(say, { proof, late }, formats);
  return {
    title: titleOf(say, pair, proof),
    rule: say('ring.rule', { condition }),
    oldPrice: price(proof.reference.price),
    newPrice: price(past ? after.price : proving.price),
    direction: proof.direction,
    lines: [
      join(seen, touched, back),
      join(sayReference(say, proof, formats), window),
      ...circumstances,
    ].filter(Boolean),
    circumstances,
  };
}
