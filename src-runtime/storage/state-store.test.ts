import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Tracker } from '../../src-core/tracker.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import { symbolOf } from '../testing/fake-feed.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { openDatabase } from './database.ts';
import { createStateStore, type StoredFiring } from './state-store.ts';

const folders = temporaryFolders();
const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');

function store() {
  const { database } = openDatabase(folders.make(), 0);
  folders.closeAfter(() => database.close());
  return { database, state: createStateStore(database) };
}

const tracker: Tracker = {
  of: null,
  armAt: 5,
  rearmed: false,
  arming: { t: 4, price: 100 },
  resting: false,
  coolUntil: null,
  firedCount: 2,
  lastFiredAt: 3,
  firedLately: [3],
  missed: 0,
  out: null,
  memory: { kind: 'target', up: 'touch', down: 'no', fired: false },
};

function firing(id: string, t: number, pair = bitcoin): StoredFiring {
  const condition = { kind: 'target', price: 100, direction: 'up' } as const;
  return {
    pair,
    firing: {
      id,
      alarmId: id.slice(0, id.indexOf('#')),
      pairId: pair.id,
      t,
      urgency: 'loud',
      note: '',
      rule: '',
      late: false,
      told: 'ring',
      receivedAt: t + 1,
      acknowledgedAt: null,
      acknowledgedBy: null,
      deliveries: [],
      proof: {
        condition,
        direction: 'up',
        level: 100,
        reference: { t: t - 15, price: 99 },
        proving: { price: 101, by: 'price' },
        before: { t: t - 15, price: 99 },
        after: { t, price: 101 },
        source: 'binance',
        windowSeenFrom: null,
        range: null,
        via: null,
        missed: 0,
        cooldown: null,
      },
    },
  };
}

const badRows = ['{}', 'null', '[]', '{"armAt":"x"}', '{"half":', '', 'no JSON at all'];
const insertRaw = (database: DatabaseSync, table: string, key: string, json: string) =>
  database.prepare(`INSERT INTO ${table} VALUES (?, ?)`).run(key, json);

describe('what alarms remember', () => {
  test('comes back as it was, the newest counting, until it is dropped', () => {
    const { state } = store();
    state.putTracker('a1', { ...tracker, firedCount: 1 });
    state.putTracker('a1', tracker);
    state.putTracker('a2', { ...tracker, memory: { kind: 'move since start', base: null } });
    expect(state.trackers().get('a1')).toEqual(tracker);
    expect(state.trackers().size).toBe(2);
    state.dropTracker('a1');
    expect([...state.trackers().keys()]).toEqual(['a2']);
  });

  test.each(badRows)('a row that reads %j counts as absent, and the others do not suffer', (json) => {
    const { database, state } = store();
    state.putTracker('a1', tracker);
    insertRaw(database, 'trackers', 'a2', json);
    expect([...state.trackers()]).toEqual([['a1', tracker]]);
  });
});

describe('highest and lowest of a pair', () => {
  test('come back as they were, until they are dropped', () => {
    const { state } = store();
    const extremes = {
      highest: { t: 1, price: 110 },
      lowest: { t: 2, price: 90 },
      held: null,
      strange: { t: 3, price: 9 },
      trusted: false,
      unbased: true,
      windowsFrom: null,
    };
    state.putExtremes(bitcoin.id, extremes);
    expect(state.extremes()).toEqual(new Map([[bitcoin.id, extremes]]));
    state.dropExtremes(bitcoin.id);
    expect(state.extremes().size).toBe(0);
  });

  test.each(badRows)('a row that reads %j counts as absent', (json) => {
    const { database, state } = store();
    insertRaw(database, 'pair_memory', bitcoin.id, json);
    expect(state.extremes().size).toBe(0);
  });
});

describe('firings', () => {
  test('are unacknowledged in the order in which they came, with the pair as it was', () => {
    const { state } = store();
    state.addFiring(firing('b#1', 1_000));
    state.addFiring(firing('a#2', 2_000));
    state.addFiring(firing('a#1', 2_000));
    state.acknowledge('a#2', 3_000, 'browser');
    expect(state.unacknowledged()).toEqual([firing('b#1', 1_000), firing('a#1', 2_000)]);
    expect(state.firingsOf(bitcoin.id, 0).map(({ id }) => id)).toEqual(['b#1', 'a#2', 'a#1']);
  });

  test('one is stored once, and stays as it is', () => {
    const { state } = store();
    state.addFiring(firing('a#1', 1_000));
    state.acknowledge('a#1', 5_000, 'browser');
    state.addFiring(firing('a#1', 9_000));
    expect(state.unacknowledged()).toEqual([]);
    expect(state.firingsOf(bitcoin.id, 0)).toMatchObject([{ id: 'a#1', t: 1_000, acknowledgedAt: 5_000 }]);
  });

  test('an acknowledgement is kept with who gave it, and the first one counts', () => {
    const { state } = store();
    state.addFiring(firing('a#1', 1_000));
    state.acknowledge('a#1', 5_000, 'first');
    state.acknowledge('a#1', 6_000, 'second');
    expect(state.firingsOf(bitcoin.id, 0)).toMatchObject([
      { acknowledgedAt: 5_000, acknowledgedBy: 'first' },
    ]);
  });

  test('of one pair are those since a time', () => {
    const { state } = store();
    const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');
    state.addFiring(firing('a#1', 1_000));
    state.addFiring(firing('a#2', 2_000));
    state.addFiring(firing('e#1', 2_000, ether));
    expect(state.firingsOf(bitcoin.id, 1_500).map(({ id }) => id)).toEqual(['a#2']);
    expect(state.hasFiring('e#1')).toBe(true);
    expect(state.hasFiring('e#2')).toBe(false);
  });

  test.each(badRows)('a row that reads %j counts as absent', (json) => {
    const { database, state } = store();
    state.addFiring(firing('a#1', 1_000));
    database.prepare('INSERT INTO firings VALUES (?, ?, ?, ?, NULL, NULL)').run('z#1', bitcoin.id, 1, json);
    expect(state.unacknowledged().map((one) => one.firing.id)).toEqual(['a#1']);
    expect(state.firingsOf(bitcoin.id, 0).map(({ id }) => id)).toEqual(['a#1']);
  });
});

describe('the number of an alarm’s last firing', () => {
  test('is the highest of its own, however many digits it has', () => {
    const { state } = store();
    for (const id of ['a#9', 'a#10', 'a#2', 'ab#70', 'a1#30', 'b#4']) state.addFiring(firing(id, 1_000));
    expect(['a', 'ab', 'a1', 'b'].map(state.lastFiringNumber)).toEqual([10, 70, 30, 4]);
  });

  test('is none for one that never fired', () => {
    const { state } = store();
    state.addFiring(firing('a#9', 1_000));
    expect(['', 'b', 'a#'].map(state.lastFiringNumber)).toEqual([0, 0, 0]);
  });
});

describe('the list of firings', () => {
  const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');
  const filled = () => {
    const made = store();
    for (const [id, t, pair] of [
      ['a#1', 1_000, bitcoin],
      ['a#2', 3_000, bitcoin],
      ['e#1', 2_000, ether],
      ['e#2', 3_000, ether],
      ['a#3', 4_000, bitcoin],
    ] as const)
      made.state.addFiring(firing(id, t, pair));
    const ids = (wanted: Parameters<typeof made.state.firingsBefore>[0]) =>
      made.state.firingsBefore(wanted).map((one) => one.firing.id);
    return { ...made, ids };
  };

  test('is newest first, with the pair, its deliveries and who acknowledged it', () => {
    const { state, ids } = filled();
    state.acknowledge('a#3', 9_000, 'browser');
    expect(ids({ before: 99_000, limit: 10 })).toEqual(['a#3', 'e#2', 'a#2', 'e#1', 'a#1']);
    expect(state.firingsBefore({ before: 99_000, limit: 1 })).toMatchObject([
      {
        pair: bitcoin,
        firing: { id: 'a#3', acknowledgedAt: 9_000, acknowledgedBy: 'browser', deliveries: [] },
      },
    ]);
  });

  test('comes page by page without missing one of the same moment', () => {
    const { ids } = filled();
    expect(ids({ before: 99_000, limit: 2 })).toEqual(['a#3', 'e#2', 'a#2']);
    expect(ids({ before: 3_000, limit: 2 })).toEqual(['e#1', 'a#1']);
    expect(ids({ before: 1_000, limit: 2 })).toEqual([]);
  });

  test('is of one pair where that is wanted', () => {
    const { ids } = filled();
    expect(ids({ pairId: ether.id, before: 99_000, limit: 10 })).toEqual(['e#2', 'e#1']);
    expect(ids({ pairId: bitcoin.id, before: 4_000, limit: 1 })).toEqual(['a#2']);
  });

  test('needs no look at every firing', () => {
    const { database } = filled();
    const plan = (where: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN SELECT * FROM firings WHERE ${where} ORDER BY t DESC`)
        .all()
        .map((row) => String(row['detail']));
    expect(plan('t < 3')).toEqual([expect.stringContaining('firings_by_time')]);
    expect(plan("pair = 'x' AND t < 3")).toEqual([expect.stringContaining('firings_of_pair')]);
  });

  test('loses what is old and acknowledged, a bounded number at a time, with all that belongs to it', () => {
    const { database, state, ids } = filled();
    for (const id of ['a#1', 'e#1', 'a#2']) state.acknowledge(id, 9_000, 'browser');
    state.addDelivery('a#1', { channel: 'sound', outcome: 'shown', at: 1, cause: null });
    state.putSnooze('a#1', { until: 5, unless: null, by: 'browser', at: 1 });
    expect(state.hasFiringsBefore(1_000)).toBe(false);
    expect(state.hasFiringsBefore(1_001)).toBe(true);
    expect(state.dropFirings(4_000, 2)).toBe(2);
    expect(ids({ before: 99_000, limit: 10 })).toEqual(['a#3', 'e#2', 'a#2']);
    expect(database.prepare('SELECT count(*) AS n FROM deliveries').get()).toEqual({ n: 0 });
    expect(state.snoozes().size).toBe(0);
    expect(state.dropFirings(4_000, 2)).toBe(1);
    expect(state.dropFirings(4_000, 2)).toBe(0);
    expect(state.unacknowledged().map((one) => one.firing.id)).toEqual(['e#2', 'a#3']);
  });
});

describe('snoozes', () => {
  const snooze = { until: 5_000, unless: { price: 120, direction: 'up' }, by: 'browser', at: 4_000 } as const;

  test('come back as they were, the newest counting, until they are dropped', () => {
    const { state } = store();
    state.putSnooze('a#1', { ...snooze, until: 1 });
    state.putSnooze('a#1', snooze);
    state.putSnooze('b#1', { ...snooze, unless: null });
    expect([...state.snoozes()]).toEqual([
      ['a#1', snooze],
      ['b#1', { ...snooze, unless: null }],
    ]);
    state.dropSnooze('a#1');
    expect([...state.snoozes().keys()]).toEqual(['b#1']);
  });

  test.each([...badRows, JSON.stringify({ ...snooze, unless: { price: 0, direction: 'up' } })])(
    'a row that reads %j counts as absent: the ring rings',
    (json) => {
      const { database, state } = store();
      insertRaw(database, 'snoozes', 'a#1', json);
      expect(state.snoozes().size).toBe(0);
    },
  );
});

describe('stored symbol lists', () => {
  test('come back with the time they were fetched', () => {
    const { state } = store();
    const list = [symbolOf('BTC', 'USDT'), symbolOf('ETH', 'BTC', { quote: null, tickSize: 0.1, rank: 2 })];
    expect(state.symbols('binance')).toBeNull();
    state.putSymbols('binance', 77, list);
    expect(state.symbols('binance')).toEqual({ fetchedAt: 77, symbols: list });
    expect(state.symbols('coingecko')).toBeNull();
  });

  test.each(badRows.filter((json) => json !== '[]'))('a row that reads %j counts as absent', (json) => {
    const { database, state } = store();
    database.prepare('INSERT INTO symbol_lists VALUES (?, 1, ?)').run('binance', json);
    expect(state.symbols('binance')).toBeNull();
  });
});

describe('how firings reached people', () => {
  const shown = { channel: 'notification', outcome: 'shown', at: 1, cause: null } as const;
  const silent = { channel: 'sound', outcome: 'failed', at: 2, cause: 'no device' } as const;

  test('comes back with each firing, in the order in which it came', () => {
    const { state } = store();
    state.addFiring(firing('a#1', 1_000));
    state.addFiring(firing('b#1', 1_000));
    state.addDelivery('a#1', silent);
    state.addDelivery('b#1', shown);
    state.addDelivery('a#1', shown);
    state.addDelivery('a#1', shown);
    const deliveries = state.unacknowledged().map((one) => one.firing.deliveries);
    expect(deliveries).toEqual([[silent, shown, shown], [shown]]);
    expect(state.firingsOf(bitcoin.id, 0).map((one) => one.deliveries)).toEqual(deliveries);
  });

  test('is not what the row of the firing says: that is as old as the firing', () => {
    const { state } = store();
    const old = firing('a#1', 1_000);
    state.addFiring({ ...old, firing: { ...old.firing, deliveries: [shown] } });
    expect(state.unacknowledged()[0]?.firing.deliveries).toEqual([]);
  });

  test.each([...badRows, '{"channel":"pigeon","outcome":"shown","at":1,"cause":null}'])(
    'a row that reads %j counts as absent, and the others do not suffer',
    (json) => {
      const { database, state } = store();
      state.addFiring(firing('a#1', 1_000));
      state.addDelivery('a#1', shown);
      insertRaw(database, 'deliveries', 'a#1', json);
      state.addDelivery('a#1', silent);
      expect(state.unacknowledged()[0]?.firing.deliveries).toEqual([shown, silent]);
    },
  );
});

describe('what the host remembers', () => {
  test.each([
    ['an object', { x: 10, y: -20, maximized: false }],
    ['a list', [1, 'two', null]],
    ['a word', 'once'],
    ['a number', 0],
    ['no', false],
    ['null', null],
  ])('comes back as it was put there: %s', (_, value) => {
    const { state } = store();
    state.remember('window', value);
    expect(state.remembered('window')).toEqual(value);
  });

  test('is the newest under each name, and nothing under any other', () => {
    const { state } = store();
    state.remember('window', 1);
    state.remember('window', 2);
    state.remember('tray', 3);
    expect([state.remembered('window'), state.remembered('tray'), state.remembered('')]).toEqual([
      2,
      3,
      undefined,
    ]);
  });

  test.each(['{"half":', '', 'no JSON at all', 'undefined', "{'x':1}"])(
    'a row that reads %j counts as nothing, and can be put anew',
    (json) => {
      const { database, state } = store();
      insertRaw(database, 'host_memory', 'window', json);
      expect(state.remembered('window')).toBeUndefined();
      state.remember('window', { x: 1 });
      expect(state.remembered('window')).toEqual({ x: 1 });
    },
  );
});
