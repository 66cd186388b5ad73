import type { AlarmId, FiringId } from '../src-core/alarm.ts';
import type { EpochMs } from '../src-core/pair.ts';
import type { DeliveryView, RingingView } from '../src-shared/contract/schemas.ts';
import type { StoredFiring } from './storage/state-store.ts';

/** What rings now: firings that nobody has acknowledged, and the test alarm. */
export interface Ring {
  readonly add: (firings: readonly StoredFiring[]) => void;
  /** Starts the test alarm; false if it rings already. */
  readonly startTest: (at: EpochMs) => boolean;
  /** Takes these out and answers which of them rang. */
  readonly silence: (ids: readonly FiringId[]) => FiringId[];
  /** Notes how a ringing firing reached people. */
  readonly deliver: (id: FiringId, delivery: DeliveryView) => void;
  readonly list: () => RingingView[];
  readonly idsOf: (alarm: AlarmId) => FiringId[];
  /** When the alarm's oldest ringing firing happened (source time); null while it is silent. */
  readonly since: (alarm: AlarmId) => EpochMs | null;
}

export const testId = 'test';

export function createRing(): Ring {
  const ringing = new Map<FiringId, RingingView>();
  const byAlarm = new Map<AlarmId, StoredFiring[]>();

  const forget = (id: FiringId) => {
    const view = ringing.get(id);
    ringing.delete(id);
    if (view?.kind !== 'firing') return;
    const { alarmId } = view.firing;
    const left = (byAlarm.get(alarmId) ?? []).filter((one) => one.firing.id !== id);
    if (left.length === 0) byAlarm.delete(alarmId);
    else byAlarm.set(alarmId, left);
  };

  return {
    add(firings) {
      for (const stored of firings) {
        const { firing, pair } = stored;
        if (ringing.has(firing.id)) continue;
        ringing.set(firing.id, { kind: 'firing', id: firing.id, firing, pair });
        byAlarm.set(firing.alarmId, [...(byAlarm.get(firing.alarmId) ?? []), stored]);
      }
    },
    startTest(at) {
      if (ringing.has(testId)) return false;
      ringing.set(testId, { kind: 'test', id: testId, startedAt: at });
      return true;
    },
    silence(ids) {
      const rang = [...new Set(ids)].filter((id) => ringing.has(id));
      for (const id of rang) forget(id);
      return rang;
    },
    deliver(id, delivery) {
      const view = ringing.get(id);
      if (view?.kind !== 'firing') return;
      const deliveries = [...view.firing.deliveries, delivery];
      ringing.set(id, { ...view, firing: { ...view.firing, deliveries } });
    },
    list: () => [...ringing.values()],
    idsOf: (alarm) => (byAlarm.get(alarm) ?? []).map((one) => one.firing.id),
    since: (alarm) => byAlarm.get(alarm)?.[0]?.firing.t ?? null,
  };
}
