import type { AlarmId, FiringId } from '../src-core/alarm.ts';

/** The id of a firing whose number is `by` higher; that of another alarm's stays as it is. */
export function renumbered(id: FiringId, alarm: AlarmId, by: number): FiringId {
  const [of, number] = id.split('#');
  return of === alarm ? `${alarm}#${Number(number) + by}` : id;
}
