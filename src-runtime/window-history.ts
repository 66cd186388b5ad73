import type { Alarm } from '../src-core/alarm.ts';
import { windowOf } from '../src-core/condition.ts';
import type { Sample } from '../src-core/sample.ts';
import type { Desk } from './desk.ts';
import { lastWindow } from './line-of-time.ts';

/** A standing price counts up to here before its window, whatever its length: half as much again is never needed. */
const shortestBridgeMs = 180_000;

/** From when on prices matter to a window that ends at `t`: its standing price may be that much older. */
export function reachOf(windowMs: number): number {
  return windowMs + Math.max(windowMs, shortestBridgeMs);
}

/** What fills the window of an alarm; nothing where it has none. */
export function windowHistory(desk: Desk, alarm: Alarm): readonly Sample[] {
  const windowMs = windowOf(alarm.condition);
  if (windowMs === null) return [];
  const last = desk.engine.lastT(alarm.pairId);
  const samples = desk.history.samplesOf(alarm.pairId, last === null ? 0 : last - reachOf(windowMs));
  return lastWindow(samples, windowMs);
}
