import { describe, expect, test } from 'vitest';
import { createSourceTime } from './source-time.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const second = 1_000;
const hour = 3_600_000;

/** A source whose clock runs `ahead` of ours and whose header counts whole seconds. */
function learning(ahead = 0) {
  const clock = createFakeClock();
  const time = createSourceTime(clock);
  let server = clock.now() + ahead;
  let before = clock.monotonic();
  /** Learns from an answer, `ms` after the one before; `error` is how wrong its header is. */
  const answer = async (ms = 15 * second, error = 0) => {
    await clock.advance(ms);
    server += clock.monotonic() - before;
    before = clock.monotonic();
    time.learn(Math.floor((server + error) / second) * second);
  };
  return { clock, time, answer, server: () => server };
}

describe('the time of a source', () => {
  test('is local time before any header came', () => {
    const { clock, time } = learning(hour);
    expect(time.now()).toBe(clock.now());
  });

  test('an answer without a header teaches nothing', () => {
    const { clock, time } = learning();
    time.learn(null);
    expect(time.now()).toBe(clock.now());
  });

  test('is the server time within the resolution of the header, whether local time is behind or ahead', async () => {
    for (const ahead of [90 * second, -90 * second, 7 * hour]) {
      const { time, answer, server } = learning(ahead);
      await answer();
      expect(Math.abs(time.now() - server())).toBeLessThanOrEqual(second);
    }
  });

  test('less than the resolution of the header is no offset', async () => {
    for (const ahead of [400, -400, 900 - 500, 0]) {
      const { clock, time, answer } = learning(ahead);
      await answer();
      expect(time.now()).toBe(clock.now());
    }
  });

  test('is the median of the last five: two wrong headers move nothing', async () => {
    const { time, answer, server } = learning(60 * second);
    for (let n = 0; n < 3; n += 1) await answer();
    await answer(15 * second, 3 * hour);
    expect(Math.abs(time.now() - server())).toBeLessThanOrEqual(second);
    await answer(15 * second, -3 * hour);
    expect(Math.abs(time.now() - server())).toBeLessThanOrEqual(second);
  });

  test('only the last five count: a source that corrects its clock is believed after three answers', async () => {
    const { time, answer, server } = learning(60 * second);
    for (let n = 0; n < 5; n += 1) await answer();
    for (let n = 0; n < 3; n += 1) await answer(15 * second, hour);
    expect(Math.abs(time.now() - (server() + hour))).toBeLessThanOrEqual(second);
  });

  test.each([
    ['ahead', hour],
    ['back', -hour],
    ['a few seconds', 5 * second],
  ])('a wall clock that is set %s is right again with the next answer', async (_, jump) => {
    const { clock, time, answer, server } = learning(60 * second);
    for (let n = 0; n < 5; n += 1) await answer();
    clock.jump(jump);
    await answer();
    expect(Math.abs(time.now() - server())).toBeLessThanOrEqual(second);
  });

  test('after a sleep that the monotonic clock did not see it is right with the next answer', async () => {
    const { clock, time, answer, server } = learning(60 * second);
    for (let n = 0; n < 5; n += 1) await answer();
    clock.sleep(8 * hour);
    await answer(0, 8 * hour);
    expect(Math.abs(time.now() - (server() + 8 * hour))).toBeLessThanOrEqual(second);
  });
});
