import { describe, expect, test } from 'vitest';
import { formatAge, formatDuration, formatPartOf } from '../../src-core/numbers/format-duration.ts';
import { describeCondition, describeReason } from './describe.ts';
import { marketFormats, ruleFormats } from './formats.ts';
import { createHostWords } from './host-words.ts';
import { styleInUse } from './style.ts';
import { formatAxisDay, formatAxisTime, formatMinute, formatTime } from './time.ts';
import { createVoice } from './voice.ts';
import { type Say, createWords, plain } from './words.ts';

const russian = styleInUse({ language: 'ru', numbers: 'system' }, 'en-US');
const say = createHostWords(russian);
const ours = (text: string) => text.replaceAll('\u00a0', ' ');
const minute = 60_000;

describe('in Russian', () => {
  test('lengths of time have Russian units', () => {
    const { durations } = russian;
    expect(formatDuration(15 * minute, durations)).toBe('15 мин');
    expect(formatDuration(90 * minute, durations)).toBe('1 ч 30 мин');
    expect(formatDuration(24 * 60 * minute, durations)).toBe('24 ч');
    expect(formatDuration(51 * 60 * minute, durations)).toBe('2 д 3 ч');
    expect(formatDuration(250, durations)).toBe('250 мс');
    expect(formatDuration(0, durations)).toBe('0 с');
    expect(formatAge(3_400, durations)).toBe('3 с');
    expect(formatPartOf(12 * minute, 60 * minute, durations)).toBe('12 из 60 мин');
    expect(formatPartOf(12 * minute, 24 * 60 * minute, durations)).toBe('12 мин из 24 ч');
    expect(formatPartOf(20_000, 90_500, durations)).toBe('20 с из 1 мин 30 с');
  });

  test('times are local, with the day in Russian where it is not today', () => {
    const t = new Date(2026, 10, 19, 14, 3, 30).getTime();
    const later = new Date(2026, 10, 20, 1, 0, 0).getTime();
    expect(formatTime(t, russian, t)).toBe('14:03:30');
    expect(formatTime(t, russian, later)).toBe('19 нояб., 14:03:30');
    expect(formatMinute(t, russian, t)).toBe('14:03');
    expect(formatMinute(t, russian, later)).toBe('19 нояб., 14:03');
    expect(formatAxisTime(t, russian)).toBe('14:03');
    expect(formatAxisDay(t, russian)).toBe('19 нояб.');
  });

  test('a rule and a reason read as one sentence, in one style', () => {
    const rule = describeCondition(
      say,
      { kind: 'target', price: 60_000.5, direction: 'up' },
      ruleFormats(0.01, say.style),
    );
    expect(ours(plain(rule))).toBe('дойдёт до 60 000,5 снизу');
    const preview = say('preview.away', {
      pair: 'BTC/USDT',
      condition: rule,
      percent: marketFormats(0.01, say.style).percent(2.7178),
    });
    expect(ours(plain(preview))).toBe('Сработает, когда BTC/USDT дойдёт до 60 000,5 снизу. Осталось 2,72 %.');
    const reason = { code: 'warming up', seenMs: 12 * minute, windowMs: 60 * minute } as const;
    expect(describeReason(say, reason, marketFormats(0.01, say.style))).toBe('разогрев: 12 из 60 мин');
  });

  test('with a number format of its own, the sentences stay and the numbers follow it', () => {
    const mixed = styleInUse({ language: 'ru', numbers: 'comma-point' }, 'ru-RU');
    expect(marketFormats(0.01, mixed).price(58_412.5)).toBe('58,412.50');
    expect(marketFormats(0.01, mixed).duration(15 * minute)).toBe('15 мин');
  });
});

test('a voice keeps its place while its language changes', () => {
  const voice = createVoice(createWords());
  const { say: kept } = voice;
  expect(kept('watch.title', { count: 2 })).toBe('Watching 2 pairs');
  expect(kept.style.language).toBe('en');
  voice.speak(say as Say);
  expect(kept('watch.title', { count: 2 })).toBe('В списке 2 пары');
  expect(kept.style).toBe(russian);
});
