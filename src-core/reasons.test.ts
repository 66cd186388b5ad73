/** The reasons that came with pauses, snoozes, way back and blindness, and which of several is told. */
import { describe, expect, test } from 'vitest';
import {
  btc,
  channel,
  fromStart,
  hour,
  minute,
  move,
  type Scenario,
  scenario,
  scenarioHolding,
  second,
  start,
  step,
  target,
} from './testing/scenario.ts';

const blindMs = 5 * minute;

function fired(more: Parameters<Scenario['addAlarm']>[1] = {}): Scenario {
  const s = scenario();
  s.at(0, 99);
  s.addAlarm(target(100, 'up'), more);
  s.at(15, 101);
  return s;
}

describe('a ring', () => {
  test('comes before everything: since when, and until when it is silenced', () => {
    const s = fired();
    s.change({ paused: true, expiresAt: start });
    s.wait(hour);
    const since = start + 15 * second;
    expect(s.view('a1', { kind: 'ringing', since })).toMatchObject({
      state: 'ringing',
      reason: { code: 'ringing', t: since },
    });
    const until = s.now() + 10 * minute;
    expect(s.view('a1', { kind: 'snoozed', since, until })).toMatchObject({
      state: 'snoozed',
      reason: { code: 'snoozed', until, leftMs: 10 * minute },
    });
    s.wait(11 * minute);
    expect(s.view('a1', { kind: 'snoozed', since, until }).reason).toMatchObject({ leftMs: 0 });
  });
});

describe('the first state that holds', () => {
  test('paused, expired, fired, blind, cooling, armed', () => {
    const s = fired({ expiresAt: start + hour });
    s.change({ paused: true });
    s.wait(2 * hour);
    expect(s.view().state).toBe('paused');
    s.change({ paused: false });
    expect(s.view().state).toBe('expired');
    s.change({ expiresAt: null });
    expect(s.view().state).toBe('fired');
    s.rearm();
    expect(s.view().state).toBe('blind');
    s.quote(99);
    expect(s.view().state).toBe('cooling');
    s.quote(99, 61);
    s.quote(99);
    expect(s.view().state).toBe('armed');
  });

  test('cooling after a firing comes after blind too', () => {
    const s = fired({ mode: 'repeat', cooldownMs: 12 * hour });
    expect(s.view().state).toBe('cooling');
    s.wait(blindMs + 1);
    expect(s.view().state).toBe('blind');
    s.quote(99);
    expect(s.view().state).toBe('cooling');
  });
});

describe('blind', () => {
  test('after five minutes without a price, not at five minutes', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.wait(blindMs);
    expect(s.view()).toMatchObject({ state: 'armed', reason: { code: 'stale price' } });
    s.wait(1);
    expect(s.view()).toMatchObject({ state: 'blind', reason: { code: 'blind', forMs: blindMs + 1 } });
    expect(s.engine.isBlind(btc.id, s.now())).toBe(true);
    expect(s.engine.isBlind(btc.id, s.now() - 1)).toBe(false);
    expect(s.engine.isBlind('binance:NOPE', s.now())).toBe(false);
  });

  test('after twice the time that makes a price stale, where that is longer', () => {
    const s = scenario();
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.engine.setStaleMs(btc.id, 3 * minute);
    s.wait(6 * minute);
    expect(s.view().state).toBe('armed');
    s.wait(1);
    expect(s.view().state).toBe('blind');
  });

  test('a pair that never had a price is blind five minutes after it was added', () => {
    const s = scenario();
    s.add(target(100, 'up'));
    s.wait(blindMs);
    expect(s.view()).toMatchObject({ state: 'armed', reason: { code: 'no price yet' } });
    s.wait(1);
    expect(s.view()).toMatchObject({ state: 'blind', reason: { code: 'blind', forMs: null } });
  });
});

describe('of an armed alarm', () => {
  test('a stale price comes before one that is held, and that before the way to go', () => {
    const s = scenarioHolding(10);
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 150);
    expect(s.view().reason).toEqual({ code: 'confirming', price: 150 });
    s.wait(minute);
    expect(s.view().reason.code).toBe('stale price');
    s.quote(99);
    expect(s.view().reason.code).toBe('to go');
  });

  test('a held price is told also of one that waits for its next price', () => {
    const s = scenarioHolding(10);
    s.at(0, 99);
    s.add(target(100, 'up'));
    s.at(15, 101);
    s.rearm();
    s.at(74, 99);
    s.wait(2 * second);
    expect(s.view()).toMatchObject({ state: 'armed', reason: { code: 'next price' } });
    s.at(80, 150);
    expect(s.view().reason.code).toBe('confirming');
  });

  test('its way back comes before warming up and already true', () => {
    const s = fired({ mode: 'repeat', cooldownMs: second, wayBack: 0.05 });
    s.at(30, 101);
    expect(s.view().reason).toEqual({ code: 'way back', level: 95 });
    const left = scenario(210);
    left.add(channel(100, 200, 'leaves'));
    expect(left.view().reason).toEqual({ code: 'already true', level: 200 });
    const warming = scenario(100);
    warming.add(move(5, 'any', fromStart(10)));
    expect(warming.view().reason.code).toBe('warming up');
  });
});

describe('the nearest level of a pair', () => {
  test('is that of the alarm nearest to firing, in percent of the last price', () => {
    const s = scenario(100);
    expect(s.engine.nearestLevel(btc.id)).toBeNull();
    s.add(target(110, 'up'), 'a1');
    s.add(target(95, 'down'), 'a2');
    s.add(target(200, 'up'), 'a3');
    expect(s.engine.nearestLevel(btc.id)).toBeCloseTo(5);
    s.quote(109);
    expect(s.engine.nearestLevel(btc.id)).toBeCloseTo((1 / 109) * 100);
    expect(s.engine.nearestLevel('binance:NOPE')).toBeNull();
  });

  test.each([
    ['has fired', (s: Scenario) => s.quote(111)],
    ['is paused', (s: Scenario) => s.change({ paused: true })],
    ['waits for its first price', () => {}],
  ])('is not that of one that %s', (what, happens) => {
    const s = what === 'waits for its first price' ? scenario() : scenario(100);
    s.add(target(110, 'up'));
    happens(s);
    expect(s.engine.nearestLevel(btc.id)).toBeNull();
  });

  test('is not that of one that cools, and of one whose cooldown is over it is', () => {
    const s = scenario();
    s.at(0, 100);
    s.addAlarm(step(10), { mode: 'repeat', cooldownMs: minute });
    s.at(15, 110);
    expect(s.engine.nearestLevel(btc.id)).toBeNull();
    s.at(75, 112);
    expect(s.engine.nearestLevel(btc.id)).toBeCloseTo((8 / 112) * 100);
  });
});
