/** Prints how much memory one way of holding 100 pairs, their alarms and their history takes, in MB. */
import { createEngine } from '../src-core/engine.ts';
import { alarmsFor, createWalk, historySteps, pairs, startT, stepMs } from './market.ts';
import { createPlainWatcher } from './plain-watcher.ts';

function used(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function runEngine(): unknown {
  const engine = createEngine();
  const watched = pairs();
  const next = createWalk();
  const first = [...next()];
  watched.forEach((pair, index) => {
    engine.addPair(pair, 60_000);
    for (const alarm of alarmsFor(pair, first[index] ?? 1)) engine.addAlarm(alarm, { armAt: startT });
  });
  for (let step = 0; step < historySteps; step += 1) {
    const prices = next();
    const t = startT + (step + 1) * stepMs;
    watched.forEach((pair, index) => {
      engine.takeSample(pair.id, { t, price: prices[index] ?? 1, kind: 'quote' }, t);
    });
  }
  return engine;
}

function runPlain(): unknown {
  const watched = pairs();
  const next = createWalk();
  const first = [...next()];
  const watcher = createPlainWatcher(
    watched.flatMap((pair, index) => alarmsFor(pair, first[index] ?? 1)),
    null,
  );
  for (let step = 0; step < historySteps; step += 1) {
    const prices = next();
    watched.forEach((pair, index) => {
      const points = watcher.history.get(pair.id) ?? [];
      if (points.length === 0) watcher.history.set(pair.id, points);
      points.push({ t: startT + (step + 1) * stepMs, price: prices[index] ?? 1 });
    });
  }
  return watcher;
}

const before = used();
const kept = process.argv[2] === 'engine' ? runEngine() : runPlain();
const after = used();
process.stdout.write(String((after - before) / 1_048_576));
// Still needed here, or it would have been collected before it was measured.
if (kept === undefined) process.exitCode = 1;
