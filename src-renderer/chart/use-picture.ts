import { useMemo } from 'react';
import type { ChartSettings } from '../../src-shared/contract/chart.ts';
import { typicalMove } from '../../src-core/typical-move.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { bandOf, type Level, levelsOf } from './levels.ts';
import type { Typical } from './say-distance.ts';
import { trailOf } from './trail.ts';
import { useChartAlarms } from './use-alarms.ts';
import { type Bars, useBars } from './use-bars.ts';
import type { ChartAnswer } from './use-chart-data.ts';
import { useDraw, useDrawing } from './use-drawing.ts';
import { useFirings } from './use-firings.ts';
import { type LevelEdit, type Pending, useLevelEdit } from './use-level-edit.ts';
import { useMarks } from './use-marks.ts';

function withPending(levels: readonly Level[], pending: Pending | null): readonly Level[] {
  if (pending === null) return levels;
  return levels.map((level) => (level.key === pending.key ? { ...level, price: pending.price } : level));
}

/** What is usual from bar to bar, by the bars that were fetched. */
function useTypical({ base, barMs }: Bars): Typical {
  return useMemo(() => ({ percent: typicalMove(base.map((bar) => bar.close)), barMs }), [base, barMs]);
}

/** Levels, windows and trails of a pair's alarms, and the means to move them. */
function useWatched(pair: ReceivedPair, bars: Bars) {
  const alarms = useChartAlarms(pair.id);
  const edit: LevelEdit = useLevelEdit(pair, alarms);
  const known = useMemo(() => alarms.flatMap(levelsOf), [alarms]);
  const levels = useMemo(() => withPending(known, edit.pending), [known, edit.pending]);
  const bands = useMemo(() => alarms.map(bandOf).filter((band) => band !== null), [alarms]);
  const trails = useMemo(
    () => alarms.map((alarm) => trailOf(alarm, bars.all, pair.addedAt)).filter((trail) => trail !== null),
    [alarms, bars.all, pair.addedAt],
  );
  return { alarms, edit, known, levels, bands, trails };
}

/** Everything that is drawn of a pair, and the drawing. */
export function usePicture(pair: ReceivedPair, answer: ChartAnswer | null, look: ChartSettings) {
  const bars = useBars(pair.id, answer);
  const firings = useFirings(pair.id, answer);
  const { marks, rings, previews } = useMarks(firings, bars.all);
  const watched = useWatched(pair, bars);
  const closesOnly = answer?.singlePrices ?? false;
  const kind = closesOnly && look.kind === 'candles' ? 'line' : look.kind;
  const drawing = useDrawing(pair.id, pair.tickSize);
  useDraw(drawing, { ...watched, bars, kind, marks });
  return { ...watched, bars, firings, rings, previews, closesOnly, drawing, typical: useTypical(bars) };
}

export type Picture = ReturnType<typeof usePicture>;
