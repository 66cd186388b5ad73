import { useCallback } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import { useActions, useApp } from '../store/context.tsx';
import { type Draft, emptyDraft } from './draft.ts';

/** Which form: the one for a new alarm of a pair, or the one of an alarm that is being changed. */
export interface FormOf {
  readonly pairId: PairId;
  readonly alarmId: AlarmId | null;
}

export interface DraftState {
  readonly draft: Draft;
  /** How the alarm stood before anybody changed it; null for a new one. */
  readonly before: Draft | null;
  readonly change: (part: Partial<Draft>) => void;
}

/** The draft of a form, kept while its pair is off screen. */
export function useDraft({ pairId, alarmId }: FormOf): DraftState {
  const fresh = useApp((state) => state.drafts[pairId] ?? emptyDraft);
  const edit = useApp((state) => (alarmId === null ? undefined : state.edits[alarmId]));
  const { changeDraft, changeEdit } = useActions();
  const change = useCallback(
    (part: Partial<Draft>) => {
      if (alarmId === null) changeDraft(pairId, part);
      else changeEdit(alarmId, part);
    },
    [alarmId, pairId, changeDraft, changeEdit],
  );
  return { draft: edit?.draft ?? fresh, before: edit?.before ?? null, change };
}
