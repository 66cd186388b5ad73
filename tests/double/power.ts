import { desk } from './desk.ts';
import { type PowerEvents, powerEvents } from './desk-events.ts';
import { Emitter } from './emitter.ts';
import { needReady } from './lifecycle.ts';

export class PowerMonitor extends Emitter<PowerEvents> {
  constructor() {
    super('powerMonitor', powerEvents);
  }

  get onBatteryPower(): boolean {
    return this.isOnBatteryPower();
  }

  getSystemIdleTime(): number {
    needReady('powerMonitor cannot be used');
    return desk.idleSeconds;
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown' {
    needReady('powerMonitor cannot be used');
    return desk.idleSeconds >= idleThreshold ? 'idle' : 'active';
  }

  isOnBatteryPower(): boolean {
    needReady('powerMonitor cannot be used');
    return false;
  }
}

export const powerMonitor = new PowerMonitor();
// A listener that comes too early may stay deaf in Electron: the double says so.
const notTooEarly = (): void => needReady('powerMonitor cannot be used');
powerMonitor.on('newListener' as never, notTooEarly as never);

type Blocking = 'prevent-app-suspension' | 'prevent-display-sleep';
const blocking = new Map<number, Blocking>();
const ids = { last: 0 };

export const powerSaveBlocker = {
  start(type: Blocking): number {
    if (type !== 'prevent-app-suspension' && type !== 'prevent-display-sleep') {
      throw new TypeError(`Not a kind of power save blocker: ${String(type)}`);
    }
    ids.last += 1;
    blocking.set(ids.last, type);
    return ids.last;
  },
  stop: (id: number): boolean => blocking.delete(id),
  isStarted: (id: number): boolean => blocking.has(id),
};

export function activeBlockers(): Blocking[] {
  return [...blocking.values()];
}
