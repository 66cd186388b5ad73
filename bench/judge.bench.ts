import { performance } from 'node:perf_hooks';
import { createEngine } from '../src-core/engine.ts';
import type { Pair } from '../src-core/pair.ts';
import { alarmsFor, createWalk, pairs, startT, stepMs } from './market.ts';
import { median, type Row, row } from './row.ts';

const warmUp = 40;
const ticks = 40;

/** The floor: what a loop over flat arrays of levels takes, with no windows, no memory and no proof. */
function flatLoop(count: number): number {
  const levels = new Float64Array(count * 10).map((_, index) => 1_000_000 + index);
  const prices = createWalk(count)();
  const times: number[] = [];
  let fired = 0;
  for (let tick = 0; tick < ticks; tick += 1) {
    const before = performance.now();
    for (let index = 0; index < levels.length; index += 1) {
      if ((prices[(index / 10) | 0] ?? 0) >= (levels[index] ?? 0)) fired += 1;
    }
    times.push(performance.now() - before);
  }
  if (fired > 0) throw new Error('the floor must not fire');
  return median(times);
}

function judged(watched: readonly Pair[]): number {
  const engine = createEngine();
  const next = createWalk(watched.length);
  const first = next();
  watched.forEach((pair, index) => {
    engine.addPair(pair, 60_000);
    const price = first[index] ?? 1;
    const [any] = alarmsFor(pair, price * 2);
    const alarms = any === undefined ? [] : [{ ...any, id: `${any.id}+` }];
    for (const alarm of [...alarmsFor(pair, price), ...alarms]) engine.addAlarm(alarm, { armAt: startT });
  });
  const times: number[] = [];
  for (let tick = 0; tick < warmUp + ticks; tick += 1) {
    const prices = next();
    const t = startT + (tick + 1) * stepMs;
    const before = performance.now();
    watched.forEach((pair, index) => {
      engine.takeSample(pair.id, { t, price: prices[index] ?? 1, kind: 'quote' }, t);
    });
    if (tick >= warmUp) times.push(performance.now() - before);
  }
  return median(times);
}

/** One tick of 10,000 pairs with 10 alarms each: judging alone. Then that it grows with the number of pairs, no faster. */
export function judgeRows(): Row[] {
  const count = 10_000;
  const ofMany = judged(pairs(count));
  const ofTenth = judged(pairs(count / 10));
  return [
    row('one tick, 10,000 pairs, 10 alarms each: judge', 'ms', ofMany, flatLoop(count), 10),
    row('the same, beside ten times a tick of 1,000 pairs', 'ms', ofMany, ofTenth * 10, 10),
  ];
}
