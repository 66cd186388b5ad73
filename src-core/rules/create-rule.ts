import { assertNever } from '../assert-never.ts';
import type { Condition, MoveCondition } from '../condition.ts';
import type { Memory } from '../tracker.ts';
import type { WayBack } from '../way-back.ts';
import { createChannelRule } from './channel.ts';
import { createExtremeRule } from './extreme.ts';
import { createMoveInWindowRule } from './move-in-window.ts';
import { createMoveSinceStartRule } from './move-since-start.ts';
import type { Rule } from './rule.ts';
import { createStepRule } from './step.ts';
import { createTargetRule } from './target.ts';

/** What a condition remembers before it is armed. */
export function freshMemory(condition: Condition): Memory {
  switch (condition.kind) {
    case 'target':
      return { kind: 'target', up: 'no', down: 'no', fired: false };
    case 'channel':
      return { kind: 'channel', up: false, down: false, fired: false };
    case 'extreme':
      return { kind: 'extreme', ready: false, best: null, fired: false, cut: null };
    case 'move':
      return condition.over.kind === 'window'
        ? { kind: 'move in window', cut: null }
        : { kind: 'move since start', base: null };
    case 'step':
      return { kind: 'step', base: 0, up: 0, down: 0, passed: null };
    default:
      return assertNever(condition);
  }
}

function createMoveRule(condition: MoveCondition, memory: Memory): Rule | null {
  const { over } = condition;
  if (over.kind === 'window' && memory.kind === 'move in window') {
    return createMoveInWindowRule(condition, over.ms, over.from, memory);
  }
  if (over.kind === 'since start' && memory.kind === 'move since start') {
    return createMoveSinceStartRule(condition, memory);
  }
  return null;
}

/**
 * The rule of a condition, working on `memory` in place.
 * @throws if the memory is of another kind of condition; check with `fitsCondition` first.
 */
export function createRule(condition: Condition, memory: Memory, wayBack: WayBack): Rule {
  if (condition.kind === 'target' && memory.kind === 'target') {
    return createTargetRule(condition, memory, wayBack);
  }
  if (condition.kind === 'channel' && memory.kind === 'channel') {
    return createChannelRule(condition, memory, wayBack);
  }
  if (condition.kind === 'extreme' && memory.kind === 'extreme') {
    return createExtremeRule(condition, memory, wayBack);
  }
  if (condition.kind === 'step' && memory.kind === 'step') return createStepRule(condition, memory);
  const move = condition.kind === 'move' ? createMoveRule(condition, memory) : null;
  if (move !== null) return move;
  throw new Error(`a ${condition.kind} condition cannot use the memory of ${memory.kind}`);
}

/** Whether a stored memory belongs to this kind of condition. */
export function fitsCondition(condition: Condition, memory: Memory): boolean {
  return freshMemory(condition).kind === memory.kind;
}
