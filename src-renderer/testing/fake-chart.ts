import type { PriceChart } from '../chart/price-chart.ts';

export interface Drawn {
  lines: Parameters<PriceChart['setLine']>[0][];
  levels: Parameters<PriceChart['setLevels']>[0];
  marks: Parameters<PriceChart['setMarks']>[0];
}

/** What was last drawn, by the chart made last. */
export const drawn: Drawn = { lines: [], levels: [], marks: [] };

/** Stands in for the chart library, which wants a canvas. */
export function createPriceChart(): PriceChart {
  drawn.lines = [];
  return {
    setLine: (line) => void drawn.lines.push(line),
    setLevels: (levels) => {
      drawn.levels = levels;
    },
    setMarks: (marks) => {
      drawn.marks = marks;
    },
    repaint: () => {},
    dispose: () => {},
  };
}
