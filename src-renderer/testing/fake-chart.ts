import type { PriceChart } from '../chart/price-chart.ts';

type First<K extends 'setBars' | 'setLevels' | 'setTrails' | 'setBands' | 'setMarks'> = Parameters<
  PriceChart[K]
>[0];

export interface Drawn {
  bars: First<'setBars'>;
  kind: Parameters<PriceChart['setBars']>[1] | null;
  /** How often all bars were drawn. */
  times: number;
  updates: Parameters<PriceChart['update']>[0][];
  levels: First<'setLevels'>;
  trails: First<'setTrails'>;
  bands: First<'setBands'>;
  marks: First<'setMarks'>;
  /** A click at a price, as the library tells it. */
  click: (price: number) => void;
  /** The pointer over a bar at a price; null: it has left. */
  point: (t: number | null, price?: number) => void;
}

const nowhere = () => {};
const nothing: Drawn = {
  bars: [],
  kind: null,
  times: 0,
  updates: [],
  levels: [],
  trails: [],
  bands: [],
  marks: [],
  click: nowhere,
  point: nowhere,
};

/** What was last drawn, by the chart made last. */
export const drawn: Drawn = { ...nothing };

/** One pixel is one unit of price, downwards from this one. */
export const topPrice = 60_500;

/** Stands in for the chart library, which wants a canvas. */
export function createPriceChart(): PriceChart {
  Object.assign(drawn, nothing, { updates: [] });
  return {
    setBars(bars, kind) {
      Object.assign(drawn, { bars, kind, times: drawn.times + 1, updates: [] });
    },
    update: (bar) => void drawn.updates.push(bar),
    setLevels: (levels) => void Object.assign(drawn, { levels }),
    setTrails: (trails) => void Object.assign(drawn, { trails }),
    setBands: (bands) => void Object.assign(drawn, { bands }),
    setMarks: (marks) => void Object.assign(drawn, { marks }),
    yOf: (price) => topPrice - price,
    xOf: () => 100,
    priceAt: (y) => topPrice - y,
    size: () => ({ width: 800, height: 6_000 }),
    onMoved: () => nowhere,
    onCursor(listener) {
      drawn.point = (t, price) =>
        listener(price === undefined ? null : { t, price, x: 10, y: topPrice - price });
      return nowhere;
    },
    onClick(listener) {
      drawn.click = (price) => listener({ t: null, price, x: 10, y: topPrice - price });
      return nowhere;
    },
    repaint: nowhere,
    dispose: nowhere,
  };
}
