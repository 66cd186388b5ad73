import type { Condition, MoveCondition } from '../../src-core/condition.ts';
import { channelRule } from './channel.ts';
import { extremeAfterHit, judgeExtreme } from './extreme.ts';
import { judgeMoveWindow, judgeSinceStart } from './move.ts';
import type { WayBack } from './readiness.ts';
import { judgeSides, type SidesRule, sidesAfterHit } from './sides.ts';
import { judgeStep } from './step.ts';
import type { Hit, Judging } from './story.ts';
import { targetRule } from './target.ts';
import type { Memory } from './tracker.ts';

interface Outcome {
  readonly hit: Hit | null;
  readonly memory: Memory;
}

/** Whether a sample makes the condition true, and what is remembered then; after a hit of an edge see `afterHit`. */
export function outcomeOf(
  condition: Condition,
  memory: Memory | null,
  judging: Judging,
  wayBack: WayBack,
): Outcome {
  if (isSided(condition) && memory?.kind === 'sides') {
    const { hit, sides } = judgeSides(ruleOf(condition), memory.sides, judging, wayBack);
    return { hit, memory: { kind: 'sides', sides } };
  }
  if (condition.kind === 'extreme' && memory?.kind === 'extreme') {
    const { hit, ready } = judgeExtreme(condition, memory.ready, judging, wayBack);
    return { hit, memory: { kind: 'extreme', ready } };
  }
  if (condition.kind === 'step' && memory?.kind === 'step') return judgeStep(condition, memory, judging);
  if (condition.kind === 'move' && memory !== null) return moveOutcomeOf(condition, memory, judging);
  throw new Error(`a ${condition.kind} remembers another condition`);
}

function moveOutcomeOf(condition: MoveCondition, memory: Memory, judging: Judging): Outcome {
  const { over } = condition;
  if (over.kind === 'since start' && memory.kind === 'base') {
    const { hit, base } = judgeSinceStart(condition, memory.base, judging);
    return { hit, memory: { kind: 'base', base } };
  }
  if (over.kind === 'window' && memory.kind === 'window') {
    const { hit, cut } = judgeMoveWindow(condition, over, memory.cut, judging);
    return { hit, memory: { kind: 'window', cut } };
  }
  throw new Error('a move remembers another move');
}

/** What is remembered after a hit: an edge condition is not ready, unless by the last price of this very sample. */
export function afterHit(condition: Condition, memory: Memory, judging: Judging, wayBack: WayBack): Memory {
  if (isSided(condition)) {
    return { kind: 'sides', sides: sidesAfterHit(ruleOf(condition), judging, wayBack) };
  }
  if (condition.kind === 'extreme') {
    return { kind: 'extreme', ready: extremeAfterHit(condition, judging, wayBack) };
  }
  return memory;
}

export type SidedCondition = Extract<Condition, { kind: 'target' | 'channel' }>;

export function isSided(condition: Condition): condition is SidedCondition {
  return condition.kind === 'target' || condition.kind === 'channel';
}

export function ruleOf(condition: SidedCondition): SidesRule {
  return condition.kind === 'target' ? targetRule(condition) : channelRule(condition);
}

/** "Edge conditions (target, channel, extreme)"; the others are anchored. */
export function isEdge(condition: Condition): boolean {
  return isSided(condition) || condition.kind === 'extreme';
}
