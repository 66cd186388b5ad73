import type { Runtime } from '../src-runtime/runtime.ts';

const sender = { client: 'demo' };

/** Something to look at: three pairs of the simulated market, and an alarm that rings within a minute or two. */
export async function fillDemo(runtime: Runtime): Promise<void> {
  // A demo on a folder of its own goes on with what is there.
  if (runtime.health().pairs > 0) return;
  for (const id of ['simulated:BTCUSDT', 'simulated:ETHUSDT', 'simulated:DOGEUSDT']) {
    await runtime.handle('pair.add', { id }, sender);
  }
  const condition = { kind: 'move', percent: 1, direction: 'any', over: { kind: 'since start' } };
  await runtime.handle('alarm.add', { pairId: 'simulated:ETHUSDT', condition }, sender);
}
