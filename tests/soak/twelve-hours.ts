/**
 * Twelve hours of market at 200 times their speed, on a bad day: a real host, two users who act at random, sources
 * that fail. Nothing may crash, nothing may pile up, and what users are told must hang together.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tellFigures } from '../figures.ts';
import { badDay } from '../feed-servers/faults.ts';
import { needsMarketData } from '../market-replay/market-data.ts';
import { binancePaths, type MarketReplay, startMarketReplay } from '../market-replay/market-replay.ts';
import { pick, type Random, randomFrom, whole } from '../random.ts';
import { fixedConditions } from '../replays/fixed-alarms.ts';
import { anyAct } from './acts.ts';
import { type Driver, standingAt } from './driver.ts';
import { type FastHost, type HostMemory, startFastHost } from './fast-host.ts';
import { countRecorded, readLog } from './left-behind.ts';
import { symbols, twentyPairs } from './twenty-pairs.ts';
import { joinAsUser, type User } from './user.ts';

const hour = 3_600_000;
const minute = 60_000;
const megabyte = 1_048_576;
const startsAt = Date.UTC(2026, 0, 5, 6);
const speed = 200;
const hours = Number(process.env['SOAK_HOURS'] ?? 12);
const seed = Number(process.env['SOAK_SEED'] ?? 20_261_120);
/** How likely a request meets a fault, besides the outages. */
const faultChance = 0.1;

const market20 = twentyPairs(startsAt);

/** Every pair with every condition, half of them repeating. */
async function setAlarms(user: User, driver: Driver): Promise<number> {
  for (const symbol of symbols) {
    const added = await user.call('pair.add', { id: `binance:${symbol}` });
    if (!added.ok) throw new Error(`${symbol}: ${added.message}`);
  }
  await driver.run(driver.now() + minute);
  let count = 0;
  for (const { id, price } of Object.values(user.sees().pairs)) {
    if (price === null) throw new Error(`${id} has no price`);
    for (const condition of Object.values(fixedConditions(price))) {
      const mode = count % 2 === 0 ? 'once' : 'repeat';
      const urgency = (['loud', 'normal', 'silent'] as const)[count % 3] ?? 'loud';
      await user.call('alarm.add', { pairId: id, condition, mode, urgency });
      count += 1;
    }
  }
  return count;
}

/** Acts every now and then until the end. */
async function actUntil(end: number, driver: Driver, user: User, random: Random): Promise<void> {
  while (driver.now() < end) {
    await anyAct(random)(user, random, driver);
    await driver.until(driver.now() + 2_000 + random() * 30_000);
  }
}

/** Now and then a source, or all of them, is out for some minutes of the market. */
async function failUntil(end: number, market: MarketReplay, driver: Driver, random: Random): Promise<number> {
  const failures = [{ status: 503 }, { status: 451 }, 'reset', 'cut'] as const;
  let outages = 0;
  for (;;) {
    await driver.until(driver.now() + (20 + whole(random, 80)) * minute);
    if (driver.now() >= end) return outages;
    outages += 1;
    market.failWith(pick(random, failures) ?? 'reset', random() < 0.7 ? binancePaths : /^/);
    await driver.until(driver.now() + (2 + whole(random, 20)) * minute);
    market.failWith(null);
  }
}

/** Moves on hour by hour; at the end of each, what users see is checked and memory is measured. */
async function livedHours(host: FastHost, driver: Driver, users: readonly User[]): Promise<HostMemory[]> {
  const measured: HostMemory[] = [];
  const from = driver.now();
  for (let count = 1; count <= hours; count += 1) {
    await driver.run(from + count * hour);
    measured.push(await host.memory());
    for (const user of users) await user.check();
  }
  driver.end();
  return measured;
}

function tellMemory(measured: readonly HostMemory[]): string {
  const megabytes = (of: keyof HostMemory) =>
    measured.map((each) => (each[of] / megabyte).toFixed(1)).join(' ');
  return `heap by hour in MB: ${megabytes('heapUsed')}; outside of it: ${megabytes('external')}`;
}

const name = `${hours} hours of 20 pairs at ${speed} times their speed, with random faults and two users`;

test.skipIf(market20 === null)(`${name}${market20 === null ? ` (${needsMarketData})` : ''}`, async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-hours-'));
  const standing = standingAt(startsAt);
  const market = await startMarketReplay({ files: market20 ?? {}, now: standing.now });
  const host = await startFastHost({ startsAt, dataDir, marketUrl: market.url });
  try {
    const driver = standing.drive(host, speed);
    const users = [await joinAsUser(host.address), await joinAsUser(host.address)];
    const [first] = users;
    if (first === undefined) throw new Error('nobody came');
    const alarms = await setAlarms(first, driver);
    market.strikeWith(badDay(faultChance), seed);
    const end = driver.now() + hours * hour;
    const began = performance.now();
    const [measured, outages] = await Promise.all([
      livedHours(host, driver, users),
      failUntil(end, market, driver, randomFrom(seed + 1)),
      ...users.map((user, index) => actUntil(end, driver, user, randomFrom(seed + 2 + index))),
    ]);
    const seconds = (performance.now() - began) / 1_000;

    for (const user of users) user.leave();
    const polls = market.requests.filter(({ path: asked }) => asked === '/api/v3/ticker/24hr').length;
    expect(host.ended()).toBeNull();
    expect(await host.stop()).toBe(0);
    expect(host.errors()).toBe('');
    const log = readLog(dataDir);
    const firings = countRecorded(dataDir);

    const sums = users.map(({ counts }) => counts);
    const sum = (of: 'commands' | 'overtaken' | 'updates') =>
      sums.reduce((all, counts) => all + counts[of], 0);
    tellFigures(
      `twelve hours: ${hours} h of seed ${seed} in ${seconds.toFixed(0)} s, ${alarms} alarms, ` +
        `${market.requests.length} requests (${polls} polls), ${outages} outages, ${firings} firings, ` +
        `${sum('commands')} commands (${sum('overtaken')} overtaken), ${sum('updates')} updates`,
    );
    const cpuSeconds = (measured.at(-1)?.cpuMs ?? 0) / 1_000;
    tellFigures(
      `twelve hours: ${tellMemory(measured)}; log ${(log.bytes / 1_000).toFixed(0)} kB; ` +
        `the host took ${cpuSeconds.toFixed(0)} s of CPU`,
    );
    console.log(log.events);
    expect(firings).toBeGreaterThan(20 * hours);
    expect(polls).toBeGreaterThan(50 * hours);
    const [begin, last] = [measured[0]?.heapUsed ?? 0, measured.at(-1)?.heapUsed ?? Number.NaN];
    expect(last).toBeLessThan(begin * 1.1 + 5 * megabyte);
  } finally {
    host.kill();
    await market.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
