import type { Direction } from '../../src-core/condition.ts';
import type { EpochMs } from '../../src-core/pair.ts';

/** A moment at which the alarm in the form would have rung. */
export interface PreviewMark {
  readonly t: EpochMs;
  readonly direction: Direction;
}

/** What the form asks the chart to show. */
export interface PreviewMarksSlice {
  readonly previewMarks: readonly PreviewMark[];
  readonly setPreviewMarks: (marks: readonly PreviewMark[]) => void;
}

const none: readonly PreviewMark[] = [];

export function previewMarksSlice(set: (part: Partial<PreviewMarksSlice>) => void): PreviewMarksSlice {
  return {
    previewMarks: none,
    setPreviewMarks: (marks) => set({ previewMarks: marks.length === 0 ? none : marks }),
  };
}
