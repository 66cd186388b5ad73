import { describe, expect, it } from 'vitest';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import { btc, cannedAlarm, target } from '../testing/canned.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { draftOfAlarm } from './draft-of-alarm.ts';
import { readCondition } from './read-condition.ts';
import { readOptions } from './read-options.ts';
import { changesOf, newAlarm, type Read } from './what-to-send.ts';

const now = Date.UTC(2026, 0, 5, 12);

function read(draft: Draft, kept = draft.expires): Read {
  const condition = readCondition(draft, 58_000, '60,000');
  if (!condition.ok) throw new Error(JSON.stringify(condition.problems));
  return { condition: condition.condition, options: readOptions(draft, now, kept).options };
}

const window = (ms: number) => ({ kind: 'window', ms }) as const;
const conditions: Condition[] = [
  target(60_000),
  target(0.000_000_012_34, 'any'),
  target(58_412.123_456_789, 'down'),
  { kind: 'channel', low: 0.1, high: 0.3, when: 'enters' },
  { kind: 'channel', low: 57_000, high: 60_000.01, when: 'leaves' },
  { kind: 'step', every: 2.5, unit: 'percent' },
  { kind: 'step', every: 1_000, unit: 'quote' },
  { kind: 'extreme', extreme: 'max', percent: 12.5, since: { kind: 'pair added' } },
  { kind: 'extreme', extreme: 'min', percent: 150, since: window(30 * 86_400_000) },
  { kind: 'extreme', extreme: 'max', percent: 5, since: { kind: 'alarm armed' } },
  { kind: 'move', percent: 3, direction: 'up', over: { ...window(61_000), from: 'start' } },
  { kind: 'move', percent: 3, direction: 'down', over: { ...window(90_500), from: 'extreme' } },
  { kind: 'move', percent: 0.1, direction: 'any', over: { kind: 'since start' } },
];

describe('an alarm in the form', () => {
  it.each(conditions)('reads back as it was: %j', (condition) => {
    const mode = condition.kind === 'move' ? 'repeat' : 'once';
    const before = cannedAlarm(btc, condition, { mode, note: 'keep', expiresAt: now + 61_000 });
    const { condition: after, options } = read(draftOfAlarm(before));
    expect(after).toEqual(condition);
    expect(options).toMatchObject({ mode, note: 'keep', expiresAt: now + 61_000, urgency: 'loud' });
  });

  it('changes nothing as long as nothing is changed, whatever digits the host proposed', () => {
    const alarm = cannedAlarm(btc, target(60_000), { wayBack: 0.007_458_123_4, expiresAt: now - 1_500 });
    const draft = draftOfAlarm(alarm);
    expect(draft.wayBack).toBe('0.746');
    expect(changesOf(read(draft), read({ ...draft }))).toEqual({});
  });
});

describe('what an edit sends', () => {
  const changed = (more: Partial<AlarmView>, part: Partial<Draft>) => {
    const draft = draftOfAlarm(cannedAlarm(btc, target(60_000), more));
    return changesOf(read(draft), read({ ...draft, ...part }, draft.expires));
  };
  it.each([
    [{ price: '61k' }, { condition: target(61_000) }],
    [{ note: 'new' }, { note: 'new' }],
    [{ urgency: 'normal' }, { urgency: 'normal' }],
    [{ wayBack: '0' }, { wayBack: 0 }],
    [{ expires: '2026-02-01T00:00' }, { expiresAt: Date.UTC(2026, 1, 1) }],
    [
      { mode: 'repeat', cooldown: '5' },
      { mode: 'repeat', cooldownMs: 300_000 },
    ],
    [{ kind: 'step', stepPercent: '2' }, { condition: { kind: 'step', every: 2, unit: 'percent' } }],
  ] satisfies [Partial<Draft>, object][])('only what was changed: %j', (part, changes) => {
    expect(changed({}, part)).toEqual(changes);
  });

  it('says that an alarm does not expire any more, and that its note is gone', () => {
    const more = { expiresAt: now + 60_000, note: 'old' };
    expect(changed(more, { expires: '', note: '' })).toEqual({ expiresAt: null, note: '' });
  });

  it('leaves the way back as it is where the field was emptied', () => {
    expect(changed({}, { wayBack: '' })).toEqual({});
  });

  it('changes everything of an alarm that the form could not hold', () => {
    expect(changesOf(null, read({ ...emptyDraft, price: '60k' }))).toEqual({
      condition: target(60_000),
      mode: 'once',
      urgency: 'loud',
      note: '',
      expiresAt: null,
    });
  });
});

describe('what a new alarm sends', () => {
  it('leaves out what was left alone, so that the host proposes it', () => {
    const plain = read({ ...emptyDraft, price: '60k' });
    expect(newAlarm(btc.id, plain, false)).toEqual({ pairId: btc.id, condition: target(60_000) });
  });

  it('says everything that was said', () => {
    const all = read({
      ...emptyDraft,
      price: '60k',
      mode: 'repeat',
      cooldown: '30',
      cooldownUnit: 's',
      wayBack: '0,5',
      urgency: 'silent',
      note: 'why',
      expires: '2026-01-06T00:00',
    });
    expect(newAlarm(btc.id, all, true)).toEqual({
      pairId: btc.id,
      condition: target(60_000),
      mode: 'repeat',
      cooldownMs: 30_000,
      wayBack: 0.005,
      urgency: 'silent',
      note: 'why',
      expiresAt: Date.UTC(2026, 0, 6),
      ringNow: true,
    });
  });
});
