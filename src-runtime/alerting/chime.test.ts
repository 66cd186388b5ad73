import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeSpeaker } from '../testing/fake-ports.ts';
import { createChime } from './chime.ts';

const second = 1_000;
const silence = 'nothing was heard';

function chime() {
  const clock = createFakeClock();
  const speaker = createFakeSpeaker(clock);
  const told: string[] = [];
  const made = createChime(
    speaker,
    clock,
    { heard: () => told.push('heard'), failed: (cause) => told.push(`failed: ${cause}`) },
    silence,
  );
  const last = () => {
    const found = speaker.attempts.at(-1);
    if (found === undefined) throw new Error('nothing was played');
    return found;
  };
  return { ...made, clock, speaker, told, last, left: () => [clock.waiting(), speaker.open()] };
}

describe('a chime', () => {
  test('is played once, told once, and closed when its round is over', async () => {
    const { strike, clock, speaker, told, last, left } = chime();
    strike();
    last().playing();
    last().playing();
    expect(speaker.attempts.map(({ kind }) => kind)).toEqual(['chime']);
    await clock.advance(2 * second - 1);
    expect(speaker.open()).toBe(1);
    await clock.advance(1);
    expect([told, left(), speaker.beeps]).toEqual([['heard'], [0, 0], []]);
  });

  test('is one, however many ask while it plays, and another one afterwards', async () => {
    const { strike, clock, speaker, last } = chime();
    expect([strike(), strike()]).toEqual([false, false]);
    last().playing();
    expect(strike()).toBe(true);
    expect(speaker.attempts).toHaveLength(1);
    await clock.advance(2 * second);
    expect(strike()).toBe(false);
    expect(speaker.attempts).toHaveLength(2);
  });

  test('that breaks after it was heard was heard all the same', async () => {
    const { strike, clock, speaker, told, last, left } = chime();
    strike();
    last().playing();
    last().failed('its page is gone');
    await clock.advance(5 * second);
    expect([told, speaker.attempts.length, speaker.beeps, left()]).toEqual([['heard'], 1, [], [0, 0]]);
  });

  test('that nobody hears in time is made anew once, then it beeps once and says why', async () => {
    const { strike, clock, speaker, told, left } = chime();
    strike();
    await clock.advance(3 * second);
    expect([speaker.attempts.length, speaker.open(), told]).toEqual([2, 1, []]);
    await clock.advance(3 * second);
    expect([told, speaker.beeps, left()]).toEqual([[`failed: ${silence}`], [6 * second], [0, 0]]);
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.beeps.length]).toEqual([2, 1]);
  });

  test('that is heard the second time has not failed', async () => {
    const { strike, clock, speaker, told, last } = chime();
    strike();
    last().failed('busy');
    last().playing();
    await clock.advance(10 * second);
    expect([speaker.attempts.length, speaker.beeps, told]).toEqual([2, [], ['heard']]);
  });

  test.each<[string, (speaker: ReturnType<typeof createFakeSpeaker>) => void]>([
    [
      'tells before `play` returns',
      (speaker) => {
        speaker.onPlay = (sound) => sound.failed('no device');
      },
    ],
    [
      'throws',
      (speaker) =>
        void Object.assign(speaker, {
          play: () => {
            throw new Error('no device');
          },
        }),
    ],
  ])('whose loudspeaker %s that it cannot, beeps, and leaves nothing open', (_, breakIt) => {
    const { strike, speaker, told, left } = chime();
    breakIt(speaker);
    strike();
    expect([told, speaker.beeps, left()]).toEqual([['failed: no device'], [0], [0, 0]]);
  });

  test.each<[string, (made: ReturnType<typeof chime>) => void]>([
    ['before anything', () => {}],
    ['while it is waited for', ({ strike }) => strike()],
    [
      'while it plays',
      ({ strike, last }) => {
        strike();
        last().playing();
      },
    ],
  ])('stopped %s leaves no timer and no sound, and tells nothing any more', async (_, prepare) => {
    const made = chime();
    prepare(made);
    const told = made.told.length;
    made.stop();
    made.speaker.attempts.at(-1)?.playing();
    made.speaker.attempts.at(-1)?.failed('late');
    expect([made.left(), made.told.length]).toEqual([[0, 0], told]);
    await made.clock.advance(10 * second);
    expect(made.speaker.beeps).toEqual([]);
    made.strike();
    expect(made.speaker.open()).toBe(1);
  });
});
