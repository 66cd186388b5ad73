import type { AlarmId } from '../../src-core/alarm.ts';

/** Brings an alarm of the page into view and puts the focus on it; false where it is not on the page. */
export function showAlarm(id: AlarmId): boolean {
  const row = document.querySelector<HTMLElement>(`[data-alarm="${CSS.escape(id)}"]`);
  if (row === null) return false;
  row.scrollIntoView?.({ block: 'center' });
  row.focus();
  return true;
}
