import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeSpeaker } from '../testing/fake-ports.ts';
import { createSiren } from './siren.ts';

const second = 1_000;
const silence = 'nothing was heard';

function siren() {
  const clock = createFakeClock();
  const speaker = createFakeSpeaker(clock);
  const told: string[] = [];
  const made = createSiren(
    speaker,
    clock,
    { playing: () => told.push('playing'), failed: (cause) => told.push(`failed: ${cause}`) },
    silence,
  );
  const attempt = (index: number) => {
    const found = speaker.attempts.at(index);
    if (found === undefined) throw new Error(`no attempt ${index}`);
    return found;
  };
  return {
    ...made,
    clock,
    speaker,
    told,
    attempt,
    last: () => attempt(-1),
    /** Nothing is left of it: no timer waits, no sound is open, and it stays like that. */
    expectOver: async () => {
      expect([clock.waiting(), speaker.open()]).toEqual([0, 0]);
      const beeps = speaker.beeps.length;
      const attempts = speaker.attempts.length;
      await clock.advance(60 * second);
      expect([speaker.beeps.length, speaker.attempts.length]).toEqual([beeps, attempts]);
    },
  };
}

type Made = ReturnType<typeof siren>;

/** Fails twice, so that it beeps. */
async function beeping(): Promise<Made> {
  const made = siren();
  made.start();
  made.last().failed('no device');
  made.last().failed('no device');
  return made;
}

describe('the sound of the alarms', () => {
  test('plays until it is stopped, and tells once that it can be heard', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    last().playing();
    await clock.advance(3_600 * second);
    expect(speaker.attempts).toHaveLength(1);
    expect([speaker.open(), speaker.beeps, told]).toEqual([1, [], ['playing']]);
  });

  test('that tells again and again that it plays is told once', () => {
    const { start, told, last } = siren();
    start();
    for (let count = 0; count < 3; count += 1) last().playing();
    expect(told).toEqual(['playing']);
  });

  test('is one, however often it is started', () => {
    const { start, speaker, last } = siren();
    start();
    start();
    last().playing();
    start();
    expect(speaker.attempts).toHaveLength(1);
  });

  test('one that comes just in time has not failed', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    await clock.advance(3 * second - 1);
    last().playing();
    await clock.advance(60 * second);
    expect([speaker.attempts.length, told]).toEqual([1, ['playing']]);
  });

  test('says what was wrong only where nothing helped: made anew once, it plays', async () => {
    const { start, clock, speaker, told, attempt } = siren();
    start();
    await clock.advance(3 * second);
    expect(speaker.attempts).toHaveLength(2);
    expect([attempt(0).isOpen(), attempt(1).isOpen()]).toEqual([false, true]);
    attempt(1).playing();
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.beeps, told]).toEqual([2, [], ['playing']]);
  });

  test('that never comes is made anew once after 3 seconds, then it beeps at once and every 2 seconds', async () => {
    const { start, clock, speaker, told } = siren();
    start();
    await clock.advance(2_999);
    expect(speaker.attempts).toHaveLength(1);
    await clock.advance(3_000);
    expect([speaker.attempts.length, speaker.beeps, told]).toEqual([2, [], []]);
    await clock.advance(1);
    expect([speaker.beeps, told]).toEqual([[6 * second], [`failed: ${silence}`]]);
    await clock.advance(6 * second);
    expect(speaker.beeps).toEqual([6, 8, 10, 12].map((at) => at * second));
    expect(told).toEqual([`failed: ${silence}`]);
    expect([speaker.attempts.length, speaker.open()]).toEqual([2, 0]);
  });

  test('that fails twice beeps, and tells the cause of the last attempt once', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    last().failed('no device');
    expect([speaker.attempts.length, speaker.beeps, told]).toEqual([2, [], []]);
    last().failed('no right to play');
    expect([speaker.beeps, told]).toEqual([[0], ['failed: no right to play']]);
    await clock.advance(10 * second);
    expect(speaker.beeps).toHaveLength(6);
    expect([speaker.attempts.length, speaker.open(), told.length]).toEqual([2, 0, 1]);
  });

  test('an attempt that fails again and again is one failure', async () => {
    const { start, clock, speaker, told, attempt } = siren();
    start();
    attempt(0).failed('no device');
    attempt(0).failed('no device');
    attempt(0).failed('no device');
    expect([speaker.attempts.length, told]).toEqual([2, []]);
    attempt(1).playing();
    await clock.advance(10 * second);
    expect([speaker.beeps, told]).toEqual([[], ['playing']]);
  });

  test('the second attempt has its own 3 seconds', async () => {
    const { start, clock, speaker, last } = siren();
    start();
    await clock.advance(second);
    last().failed('crashed');
    await clock.advance(2_999);
    expect(speaker.beeps).toEqual([]);
    await clock.advance(1);
    expect(speaker.beeps).toEqual([4 * second]);
  });
});

describe('a loudspeaker that answers before `play` returns', () => {
  test('may play at once', async () => {
    const { start, stop, clock, speaker, told, expectOver } = siren();
    speaker.onPlay = (sound) => sound.playing();
    start();
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.open(), told]).toEqual([1, 1, ['playing']]);
    stop();
    await expectOver();
  });

  test('may fail at once and play the second time; stopped, it is quiet', async () => {
    const { start, stop, clock, speaker, told, expectOver } = siren();
    speaker.onPlay = (sound) => (speaker.attempts.length === 1 ? sound.failed('busy') : sound.playing());
    start();
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.open(), speaker.beeps]).toEqual([2, 1, []]);
    expect(told).toEqual(['playing']);
    stop();
    await expectOver();
  });

  test('may fail at once each time: it beeps, and nothing is left open', async () => {
    const { start, stop, clock, speaker, told, expectOver } = siren();
    speaker.onPlay = (sound) => sound.failed('no device');
    start();
    expect([speaker.attempts.length, speaker.open(), speaker.beeps]).toEqual([2, 0, [0]]);
    expect(told).toEqual(['failed: no device']);
    await clock.advance(4 * second);
    expect(speaker.beeps).toEqual([0, 2 * second, 4 * second]);
    stop();
    await expectOver();
  });
});

describe('a sound that ends by itself', () => {
  test('after it was heard for a while is made anew, as often as it breaks', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    for (let count = 1; count <= 5; count += 1) {
      last().playing();
      await clock.advance(20 * second);
      last().failed('crashed');
      expect([speaker.attempts.length, speaker.open()]).toEqual([count + 1, 1]);
    }
    expect([speaker.beeps, told]).toEqual([[], Array.from({ length: 5 }, () => 'playing')]);
  });

  test('after it was heard for a while, and cannot be made anew, beeps', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    last().playing();
    await clock.advance(20 * second);
    last().failed('crashed');
    await clock.advance(6 * second);
    expect([speaker.attempts.length, speaker.beeps]).toEqual([3, [26 * second]]);
    expect(told).toEqual(['playing', `failed: ${silence}`]);
  });

  test('right after it began, twice, ends in beeps', async () => {
    const { start, clock, speaker, told, last } = siren();
    start();
    for (const cause of ['first crash', 'second crash']) {
      last().playing();
      await clock.advance(second);
      last().failed(cause);
    }
    expect([speaker.attempts.length, speaker.open(), speaker.beeps]).toEqual([2, 0, [2 * second]]);
    expect(told).toEqual(['playing', 'playing', 'failed: second crash']);
  });
});

describe('stopped', () => {
  test.each<[string, () => Made | Promise<Made>]>([
    ['before anything', () => siren()],
    [
      'while it waits to be heard',
      () => {
        const made = siren();
        made.start();
        return made;
      },
    ],
    [
      'while it plays',
      () => {
        const made = siren();
        made.start();
        made.last().playing();
        return made;
      },
    ],
    [
      'while the second attempt waits to be heard',
      async () => {
        const made = siren();
        made.start();
        await made.clock.advance(4 * second);
        return made;
      },
    ],
    [
      'while the second attempt plays',
      async () => {
        const made = siren();
        made.start();
        await made.clock.advance(3 * second);
        made.last().playing();
        return made;
      },
    ],
    ['while it beeps', beeping],
    [
      'after it has beeped for a while',
      async () => {
        const made = await beeping();
        await made.clock.advance(9 * second);
        return made;
      },
    ],
    [
      'when it was stopped already',
      () => {
        const made = siren();
        made.start();
        made.stop();
        return made;
      },
    ],
  ])('%s: no timer and no sound is left', async (_, prepare) => {
    const made = await prepare();
    made.stop();
    await made.expectOver();
  });

  test('nothing that an attempt tells afterwards changes anything', async () => {
    const { start, stop, told, attempt, speaker, expectOver } = siren();
    start();
    attempt(0).failed('crashed');
    stop();
    for (const index of [0, 1]) {
      attempt(index).playing();
      attempt(index).failed('late');
    }
    expect([speaker.attempts.length, speaker.beeps, told]).toEqual([2, [], []]);
    await expectOver();
  });
});

describe('an attempt that was given up', () => {
  test('tells that it plays, too late: the second attempt is still waited for', async () => {
    const { start, clock, speaker, told, attempt } = siren();
    start();
    await clock.advance(3 * second);
    attempt(0).playing();
    expect(told).toEqual([]);
    await clock.advance(3 * second);
    expect([speaker.beeps, told]).toEqual([[6 * second], [`failed: ${silence}`]]);
  });

  test('of an earlier ring tells that it plays: the new one is still waited for', async () => {
    const { start, stop, clock, speaker, told, attempt } = siren();
    start();
    stop();
    start();
    attempt(0).playing();
    expect(told).toEqual([]);
    await clock.advance(6 * second);
    expect([speaker.attempts.length, speaker.beeps]).toEqual([3, [6 * second]]);
  });

  test('of an earlier ring tells that it failed: the new one plays on', async () => {
    const { start, stop, clock, speaker, told, attempt } = siren();
    start();
    attempt(0).playing();
    stop();
    start();
    attempt(1).playing();
    attempt(0).failed('its page is gone');
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.open(), speaker.beeps]).toEqual([2, 1, []]);
    expect(told).toEqual(['playing', 'playing']);
  });

  test('plays while it beeps: the beeping goes on', async () => {
    const { clock, speaker, told, attempt } = await beeping();
    attempt(1).playing();
    await clock.advance(4 * second);
    expect(speaker.beeps).toHaveLength(3);
    expect(told).toEqual(['failed: no device']);
  });
});

describe('started again', () => {
  test('after it has failed, it tries the sound again, twice', async () => {
    const { start, stop, clock, speaker, told, last } = await beeping();
    stop();
    start();
    expect([speaker.attempts.length, speaker.open()]).toEqual([3, 1]);
    last().failed('busy');
    last().playing();
    await clock.advance(60 * second);
    expect([speaker.attempts.length, speaker.beeps.length]).toEqual([4, 1]);
    expect(told).toEqual(['failed: no device', 'playing']);
  });

  test('while it beeps, it goes on beeping as before', async () => {
    const { start, clock, speaker, told } = await beeping();
    await clock.advance(second);
    start();
    await clock.advance(5 * second);
    expect([speaker.attempts.length, speaker.beeps]).toEqual([2, [0, 2, 4, 6].map((at) => at * second)]);
    expect(told).toHaveLength(1);
  });
});

describe('while the computer beeps', () => {
  test('the sound is tried again each minute, and its failure is told once', async () => {
    const made = await beeping();
    await made.clock.advance(59 * second);
    expect(made.speaker.attempts).toHaveLength(2);
    await made.clock.advance(second);
    expect(made.speaker.attempts).toHaveLength(3);
    made.last().failed('no device');
    await made.clock.advance(60 * second);
    expect(made.speaker.attempts).toHaveLength(4);
    expect(made.told).toEqual(['failed: no device']);
    made.stop();
    await made.expectOver();
  });

  test('one that plays again is told once it stays, and ends the beeps', async () => {
    const made = await beeping();
    await made.clock.advance(60 * second);
    made.last().playing();
    expect(made.told).toEqual(['failed: no device']);
    await made.clock.advance(3 * second);
    expect(made.told).toEqual(['failed: no device', 'playing']);
    const beeps = made.speaker.beeps.length;
    await made.clock.advance(600 * second);
    expect([made.speaker.beeps.length, made.speaker.attempts.length]).toEqual([beeps, 3]);
    made.stop();
    await made.expectOver();
  });

  test('one that comes and goes each minute fills no record', async () => {
    const made = await beeping();
    for (let minute = 0; minute < 30; minute += 1) {
      await made.clock.advance(60 * second);
      made.last().playing();
      await made.clock.advance(second);
      made.last().failed('gone again');
    }
    expect(made.told).toEqual(['failed: no device']);
    made.stop();
    await made.expectOver();
  });

  test('a beep that throws is not the last', async () => {
    const made = await beeping();
    let tries = 0;
    const beep = () => {
      tries += 1;
      throw new Error('no bell');
    };
    Object.assign(made.speaker, { beep });
    await expect(made.clock.advance(2 * second)).rejects.toThrow('no bell');
    await expect(made.clock.advance(2 * second)).rejects.toThrow('no bell');
    expect(tries).toBe(2);
    made.stop();
  });
});
