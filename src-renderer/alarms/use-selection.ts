import { useCallback, useMemo, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { useApp } from '../store/context.tsx';
import type { Selection } from './AllAlarmsTable.tsx';

/** Which alarms are selected: those that are gone are not, and those out of sight keep their mark. */
export function useSelection(shown: readonly AlarmId[]): Selection & {
  readonly ids: readonly AlarmId[];
  readonly clear: () => void;
} {
  const [marked, setMarked] = useState<ReadonlySet<AlarmId>>(new Set());
  // One text, so that prices render nothing.
  const gone = useApp((state) => [...marked].filter((id) => !state.alarms[id]).join('\n'));
  const ids = useMemo(() => {
    const lost = new Set(gone.split('\n'));
    return [...marked].filter((id) => !lost.has(id));
  }, [marked, gone]);
  const set = useCallback(
    (id: AlarmId, selected: boolean) =>
      setMarked((before) => {
        const next = new Set(before);
        if (selected) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );
  const has = (id: AlarmId) => marked.has(id);
  const count = shown.filter(has).length;
  return {
    ids,
    has,
    all: count === 0 ? 'none' : count === shown.length ? 'all' : 'some',
    set,
    setAll: (selected) => setMarked(new Set(selected ? [...ids, ...shown] : [])),
    clear: () => setMarked(new Set()),
  };
}
