import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft, unfinished } from './draft.ts';
import { type Options, readOptions } from './read-options.ts';

const now = Date.UTC(2026, 0, 5, 12);
const read = (part: Partial<Draft>, kept?: string) => readOptions({ ...emptyDraft, ...part }, now, kept);

describe('readOptions', () => {
  it.each([
    [{}, { mode: 'once', cooldownMs: null, wayBack: null, urgency: 'loud', note: '', expiresAt: null }],
    [
      { mode: 'repeat', cooldown: '1,5', cooldownUnit: 'h' },
      { mode: 'repeat', cooldownMs: 5_400_000 },
    ],
    [{ mode: 'repeat', cooldown: '7', cooldownUnit: 'd' }, { cooldownMs: 7 * 86_400_000 }],
    [
      { mode: 'once', cooldown: 'not looked at' },
      { mode: 'once', cooldownMs: null },
    ],
    [{ wayBack: '0.7' }, { wayBack: 0.007 }],
    [{ wayBack: '0' }, { wayBack: 0 }],
    [{ wayBack: '0,00 %' }, { wayBack: 0 }],
    [{ wayBack: '10' }, { wayBack: 0.1 }],
    [{ kind: 'move', wayBack: '0.7' }, { wayBack: null }],
    [{ note: '  look twice ' }, { note: 'look twice' }],
    [{ urgency: 'silent' }, { urgency: 'silent' }],
    [{ expires: '2026-01-05T12:30' }, { expiresAt: now + 30 * 60_000 }],
  ] satisfies [Partial<Draft>, Partial<Options>][])('reads %j', (part, options) => {
    const result = read(part);
    expect(result.options).toMatchObject(options);
    expect(result.problems).toEqual({});
  });

  it.each([
    [{ mode: 'repeat', cooldown: '' }, 'cooldown', 'Type how long it is silent after a ring, such as 5.'],
    [
      { mode: 'repeat', cooldown: '8', cooldownUnit: 'd' },
      'cooldown',
      'It can be silent for 7 days at most.',
    ],
    [
      { mode: 'repeat', cooldown: '0.5', cooldownUnit: 's' },
      'cooldown',
      'It has to be silent for 1 second at least.',
    ],
    [{ wayBack: '10.1' }, 'wayBack', 'The way back can be 10 % at most.'],
    [{ wayBack: 'a bit' }, 'wayBack', 'That does not read as a number. Write it like 0.3 or 58k.'],
    [{ note: 'x'.repeat(503) }, 'note', 'A note can have 500 characters at most. Leave out 3.'],
    [{ expires: unfinished }, 'expires', 'Give the date and the time, or neither.'],
    [
      { expires: '2026-01-05T11:59' },
      'expires',
      'That time is over. Let the alarm expire at a time that lies ahead.',
    ],
  ] satisfies [Partial<Draft>, string, string][])('says what is wrong with %.80j', (part, field, message) => {
    expect(read(part).problems).toMatchObject({ [field]: { message } });
  });

  it('an expiry that stands already may lie behind, as long as it is left alone', () => {
    const expires = '2026-01-04T12:00';
    expect(read({ expires }, expires).problems).toEqual({});
    expect(read({ expires }, '2026-01-04T12:01').problems).toHaveProperty('expires');
  });
});
