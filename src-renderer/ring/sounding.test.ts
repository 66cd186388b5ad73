import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { dogeRing, ethRing, now, solRing, testRing } from '../testing/canned.ts';
import { blindRing, normalRing, ringWith, seeingRing, silentRing } from '../testing/canned-life.ts';
import { createSounding, type Ringing, type Sounding } from './sounding.ts';

const minute = 60_000;
const softened = (ring: RingingView) => ({ ...ring, softened: true }) as RingingView;
const overLimit = (ring: RingingView) => ({ ...ring, overLimit: true }) as RingingView;

let siren: boolean;
let chimes: number;
let sounding: Sounding;
const follow = (ringing: readonly RingingView[], more: Partial<Ringing> = {}) =>
  sounding.follow({ ringing, quiet: [], now, ...more });

beforeEach(() => {
  vi.useFakeTimers();
  siren = false;
  chimes = 0;
  sounding = createSounding({
    ring(on) {
      siren = on;
    },
    chime() {
      chimes += 1;
    },
  });
});
afterEach(() => {
  sounding.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a loud ring', () => {
  it('is a siren until it is dismissed', () => {
    follow([ethRing]);
    vi.advanceTimersByTime(24 * 60 * minute);
    expect([siren, chimes]).toEqual([true, 0]);
    follow([]);
    expect([siren, chimes]).toEqual([false, 0]);
  });

  it('is a chime each minute once it is softened', () => {
    follow([ethRing]);
    follow([softened(ethRing)]);
    expect([siren, chimes]).toEqual([false, 0]);
    vi.advanceTimersByTime(3 * minute);
    expect(chimes).toBe(3);
    follow([]);
    vi.advanceTimersByTime(3 * minute);
    expect(chimes).toBe(3);
  });

  it('is a siren again when another one joins a softened one, and a chime after that one is gone', () => {
    follow([softened(ethRing)]);
    follow([softened(ethRing), solRing]);
    vi.advanceTimersByTime(3 * minute);
    expect([siren, chimes]).toEqual([true, 1]);
    follow([softened(ethRing)]);
    vi.advanceTimersByTime(minute);
    expect([siren, chimes]).toEqual([false, 2]);
  });

  it('is not heard any more once the host says that its sound is over; another one that joins is', () => {
    follow([ethRing]);
    follow([overLimit(ethRing)]);
    expect(siren).toBe(false);
    follow([overLimit(ethRing), solRing]);
    expect(siren).toBe(true);
    follow([overLimit(softened(ethRing)), overLimit(solRing)]);
    vi.advanceTimersByTime(5 * minute);
    expect([siren, chimes]).toEqual([false, 0]);
  });

  it('is quiet where this page was told so', () => {
    follow([ethRing], { quiet: [ethRing.id] });
    expect(siren).toBe(false);
    follow([ethRing, solRing], { quiet: [ethRing.id] });
    expect(siren).toBe(true);
  });
});

it('a normal ring is one chime when it joins, and none when something else changes', () => {
  follow([normalRing]);
  expect([siren, chimes]).toEqual([false, 1]);
  follow([normalRing, silentRing]);
  follow([normalRing]);
  vi.advanceTimersByTime(5 * minute);
  expect([siren, chimes]).toEqual([false, 1]);
});

it('a normal ring that joins a siren adds nothing to it', () => {
  follow([ethRing]);
  follow([ethRing, normalRing]);
  expect([siren, chimes]).toEqual([true, 0]);
});

it('a page that opens long after a normal ring came does not chime for it', () => {
  follow([normalRing], { now: now + 10 * minute });
  expect(chimes).toBe(0);
});

it('several normal ones at once are one chime', () => {
  follow([normalRing, ringWith(dogeRing, { urgency: 'normal' })]);
  expect(chimes).toBe(1);
});

it('a silent ring is nothing', () => {
  follow([silentRing]);
  vi.advanceTimersByTime(5 * minute);
  expect([siren, chimes]).toEqual([false, 0]);
});

it('prices that are out ring loudly and soften; that they are back is one chime', () => {
  follow([blindRing]);
  expect(siren).toBe(true);
  follow([softened(blindRing)]);
  expect(siren).toBe(false);
  const before = chimes;
  follow([seeingRing]);
  expect([siren, chimes - before]).toEqual([false, 1]);
});

it('the test alarm is a siren', () => {
  follow([testRing]);
  expect(siren).toBe(true);
});
