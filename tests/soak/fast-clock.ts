/**
 * Loaded into a host before the app (`--import`): its clocks and timers stand still until the test moves them on, as
 * fast as this computer can follow. What waits for the network (time-outs of requests, pings of sockets) takes real
 * time: a connection is no faster. Also tells how much memory is in use after a collection.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { FromHost, ToHost } from './fast-host.ts';

const startsAt = Number(process.env['FAST_CLOCK_START']);
if (!Number.isFinite(startsAt)) throw new Error('FAST_CLOCK_START does not say when the clock starts');
/** Time goes on without an answer that takes longer, in real ms. */
const patienceMs = 500;
/** So many turns of the loop without a request under way: nothing is to come. */
const quietTurns = 3;

interface Timer {
  readonly at: number;
  readonly callback: (...given: readonly unknown[]) => void;
  readonly given: readonly unknown[];
}

const RealDate = Date;
const realNow = performance.now.bind(performance);
const realSetTimeout = setTimeout;
const realClearTimeout = clearTimeout;
const timers = new Set<Timer>();
let now = startsAt;
let requests = 0;

class FastDate extends RealDate {
  constructor(...given: readonly []) {
    if (given.length === 0) super(now);
    else super(...given);
  }
  static override now = () => now;
}

/** The app has one place where it sets timers of its own, `setTimer` of its clock; all others wait for the network. */
const isOfApp = () => new Error('who asks').stack?.split('\n')[3]?.includes('setTimer') ?? false;

function fastSetTimeout(callback: Timer['callback'], ms = 0, ...given: readonly unknown[]) {
  if (!isOfApp()) return realSetTimeout(callback, ms, ...given);
  const timer: Timer = { at: now + Math.max(0, ms), callback, given };
  timers.add(timer);
  return timer;
}

function fastClearTimeout(timer: Timer | Parameters<typeof clearTimeout>[0]): void {
  if (!timers.delete(timer as Timer)) realClearTimeout(timer as NodeJS.Timeout);
}

performance.now = () => now - startsAt;
globalThis.Date = FastDate as DateConstructor;
globalThis.setTimeout = Object.defineProperties(
  fastSetTimeout,
  Object.getOwnPropertyDescriptors(realSetTimeout),
) as unknown as typeof setTimeout;
globalThis.clearTimeout = fastClearTimeout;

subscribe('http.client.request.start', (message) => {
  requests += 1;
  (message as { request: ClientRequest }).request.once('close', () => {
    requests -= 1;
  });
});

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Fires what is due up to a time, in order, and waits for the answers to what was asked. */
async function moveTo(t: number): Promise<void> {
  const next = () => [...timers].filter(({ at }) => at <= t).sort((a, b) => a.at - b.at)[0];
  for (let timer = next(); timer !== undefined; timer = next()) {
    now = Math.max(now, timer.at);
    timers.delete(timer);
    timer.callback(...timer.given);
  }
  now = Math.max(now, t);
  const deadline = realNow() + patienceMs;
  for (let quiet = 0; quiet < quietTurns && realNow() < deadline; quiet = requests === 0 ? quiet + 1 : 0) {
    await turn();
  }
}

async function memory(): Promise<FromHost> {
  // What finalizers let go is collected the second time.
  globalThis.gc?.();
  await turn();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapUsed, external, rss, cpuMs: (user + system) / 1_000 };
}

async function answer(asked: ToHost): Promise<void> {
  if (asked === 'memory') {
    process.send?.(await memory());
    return;
  }
  await moveTo(asked.moveTo);
  process.send?.('moved' satisfies FromHost);
}

process.on('message', (asked: ToHost) => void answer(asked));
// The test may ask, and nobody has to stay for that.
process.channel?.unref();
