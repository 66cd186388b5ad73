import type { AlarmView } from '../../src-core/alarm.ts';
import { assertNever } from '../../src-core/assert-never.ts';
import type { Condition } from '../../src-core/condition.ts';
import { decimalsOf } from '../../src-core/numbers/format-number.ts';
import type { EpochMs } from '../../src-core/pair.ts';
import { say } from '../words/say.ts';
import { type Draft, emptyDraft, type TimeUnit, timeUnitNames, timeUnits } from './draft.ts';

/** A number as somebody could have typed it, without losing any of it. */
export function typed(value: number): string {
  return value.toFixed(decimalsOf(value)).replace('.', say.style.numbers.decimal);
}

/** A length of time in the largest unit that it is whole in. */
function typedTime(ms: number): { readonly text: string; readonly unit: TimeUnit } {
  const unit = timeUnitNames.findLast((name) => ms % timeUnits[name] === 0) ?? 's';
  return { text: typed(ms / timeUnits[unit]), unit };
}

/** Local date and time as a field has it, to the second where there are any. */
export function typedDate(t: EpochMs): string {
  const date = new Date(t);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const minute = `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
  return date.getSeconds() === 0 ? minute : `${minute}:${two(date.getSeconds())}`;
}

function windowDraft(ms: number): Partial<Draft> {
  const { text, unit } = typedTime(ms);
  return { window: text, unit };
}

function conditionDraft(condition: Condition): Partial<Draft> {
  const { kind } = condition;
  switch (kind) {
    case 'target':
      return { kind, price: typed(condition.price), direction: condition.direction };
    case 'channel':
      return { kind, low: typed(condition.low), high: typed(condition.high), when: condition.when };
    case 'step': {
      const every = typed(condition.every);
      const text = condition.unit === 'percent' ? { stepPercent: every } : { stepQuote: every };
      return { kind, stepUnit: condition.unit, ...text };
    }
    case 'extreme': {
      const { extreme, since } = condition;
      const window = since.kind === 'window' ? windowDraft(since.ms) : {};
      return { kind, extreme, percent: typed(condition.percent), since: since.kind, ...window };
    }
    case 'move': {
      const { direction: moveDirection, over } = condition;
      const percent = typed(condition.percent);
      return over.kind === 'since start'
        ? { kind, percent, moveDirection, over: 'since start' }
        : { kind, percent, moveDirection, over: over.from, ...windowDraft(over.ms) };
    }
    default:
      return assertNever(condition);
  }
}

/** An alarm as it would stand in the form if somebody had typed it. */
export function draftOfAlarm(alarm: AlarmView): Draft {
  const cooldown = typedTime(alarm.cooldownMs);
  return {
    ...emptyDraft,
    ...conditionDraft(alarm.condition),
    mode: alarm.mode,
    cooldown: cooldown.text,
    cooldownUnit: cooldown.unit,
    // A proposal has more digits than anybody reads.
    wayBack: typed(Number((alarm.wayBack * 100).toPrecision(3))),
    urgency: alarm.urgency,
    note: alarm.note,
    expires: alarm.expiresAt === null ? '' : typedDate(alarm.expiresAt),
  };
}
