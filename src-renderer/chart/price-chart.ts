import {
  type AutoscaleInfo,
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  LineType,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
} from 'lightweight-charts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { ChartKind } from '../../src-shared/contract/chart.ts';
import { createBands } from './band-primitive.ts';
import type { Bar } from './bars.ts';
import type { Band, Level } from './levels.ts';
import type { Place } from './places.ts';
import {
  chartColors,
  chartOptions,
  dataOf,
  seconds,
  seriesColors,
  seriesOf,
  stamp,
} from './series-options.ts';
import { readTheme } from './theme.ts';
import type { Trail } from './trail.ts';

/** Something that happened at a time: a ring, or where an alarm would have rung. */
export interface Mark {
  readonly t: EpochMs;
  /** Null: beside its bar. */
  readonly price: Price | null;
  readonly direction: 'up' | 'down';
  readonly kind: 'rang' | 'would ring';
}

/** Where the pointer is; `t` is null beside the bars. Pixels from the left and top of the drawing. */
export interface Cursor {
  readonly t: EpochMs | null;
  readonly price: Price;
  readonly x: number;
  readonly y: number;
}

export interface PriceChart {
  /** Draws everything anew; `places` are sorted. */
  readonly setBars: (places: readonly Place[], kind: ChartKind, barMs: number) => void;
  /** The last bar as it is now, or the one that follows it. */
  readonly update: (bar: Bar) => void;
  readonly setLevels: (levels: readonly Level[]) => void;
  readonly setTrails: (trails: readonly Trail[]) => void;
  readonly setBands: (bands: readonly Band[], until: EpochMs) => void;
  readonly setMarks: (marks: readonly Mark[]) => void;
  readonly yOf: (price: Price) => number | null;
  readonly xOf: (t: EpochMs) => number | null;
  readonly priceAt: (y: number) => Price | null;
  /** Width and height of what is drawn between the axes, pixels. */
  readonly size: () => { readonly width: number; readonly height: number };
  /** Told whenever something may stand elsewhere. */
  readonly onMoved: (listener: () => void) => () => void;
  readonly onCursor: (listener: (cursor: Cursor | null) => void) => () => void;
  readonly onClick: (listener: (cursor: Cursor) => void) => () => void;
  /** Reads the colours again; what is drawn has to be set again to have them. */
  readonly repaint: () => void;
  readonly dispose: () => void;
}

type AnySeries = ISeriesApi<'Candlestick' | 'Line' | 'Area'>;

/** The prices that are in sight, and every level that is no farther away than they are apart. */
function withLevels(info: AutoscaleInfo | null, levels: readonly Level[]): AutoscaleInfo | null {
  if (!info?.priceRange) return info;
  const { minValue, maxValue } = info.priceRange;
  const reach = Math.max(maxValue - minValue, maxValue * 0.002);
  const near = levels
    .map((level) => level.price)
    .filter((level) => level >= minValue - reach && level <= maxValue + reach);
  return {
    ...info,
    priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
  };
}

function cursorOf(series: AnySeries | null, { point, time }: MouseEventParams): Cursor | null {
  const price = point && series?.coordinateToPrice(point.y);
  if (!point || price == null) return null;
  return { t: time === undefined ? null : seconds(time), price, x: point.x, y: point.y };
}

/** The library's chart behind a small interface: bars, levels across them, what alarms watch, and what happened. */
export function createPriceChart(container: HTMLElement, format: (price: Price) => string): PriceChart {
  let theme = readTheme(container);
  const chart: IChartApi = createChart(container, chartOptions(theme, format));
  let series: AnySeries | null = null;
  let markers: ISeriesMarkersPluginApi<Time> | null = null;
  let drawn: { places: readonly Place[]; kind: ChartKind; barMs: number } = {
    places: [],
    kind: 'candles',
    barMs: 60_000,
  };
  /** Of the newest bar that is drawn: the library throws at older ones. */
  let newest = Number.NEGATIVE_INFINITY;
  let levels: readonly Level[] = [];
  let marks: readonly Mark[] = [];
  let trails: readonly Trail[] = [];
  const priceLines = new Map<string, IPriceLine>();
  const trailSeries: ISeriesApi<'Line'>[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const bands = createBands(tell);
  bands.color(theme.band);
  // A chart made while its page is out of sight has no width yet to fit anything to.
  const fit = () => chart.timeScale().fitContent();
  chart.timeScale().subscribeSizeChange(fit);

  const seriesFor = (kind: ChartKind): AnySeries => {
    if (series !== null && drawn.kind === kind) return series;
    if (series !== null) chart.removeSeries(series);
    priceLines.clear();
    const made = chart.addSeries(seriesOf[kind] as typeof LineSeries, {
      ...seriesColors(kind, theme),
      priceLineStyle: LineStyle.Dotted,
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => withLevels(original(), levels),
    }) as AnySeries;
    series = made;
    markers = createSeriesMarkers(made, []);
    made.attachPrimitive(bands.primitive);
    return made;
  };

  const lineOptions = ({ price, part, resting }: Level) => {
    const color = resting ? theme.edge : theme.accent;
    return {
      price,
      color,
      lineWidth: 1 as const,
      lineStyle: part === null ? LineStyle.SparseDotted : LineStyle.Dashed,
      axisLabelVisible: true,
      axisLabelColor: color,
      axisLabelTextColor: resting ? theme.panel : theme.onAccent,
    };
  };
  const drawLevels = () => {
    const wanted = new Set(levels.map((level) => level.key));
    for (const [key, line] of priceLines) {
      if (wanted.has(key)) continue;
      series?.removePriceLine(line);
      priceLines.delete(key);
    }
    for (const level of levels) {
      const known = priceLines.get(level.key);
      if (known) known.applyOptions(lineOptions(level));
      else if (series) priceLines.set(level.key, series.createPriceLine(lineOptions(level)));
    }
  };
  const drawTrails = () => {
    while (trailSeries.length > trails.length) {
      const extra = trailSeries.pop();
      if (extra) chart.removeSeries(extra);
    }
    trails.forEach(({ points }, index) => {
      trailSeries[index] ??= chart.addSeries(LineSeries, {
        lineWidth: 1,
        lineType: LineType.WithSteps,
        priceLineVisible: false,
        lastValueVisible: false,
        crosshairMarkerVisible: false,
        autoscaleInfoProvider: () => null,
      });
      trailSeries[index].applyOptions({ color: theme.accent });
      trailSeries[index].setData(points.map(({ t, price }) => ({ time: stamp(t / 1_000), value: price })));
    });
  };
  const markOf = ({ t, price, direction, kind }: Mark): SeriesMarker<Time> => {
    const time = stamp((Math.ceil(t / drawn.barMs) - 1) * (drawn.barMs / 1_000));
    const up = direction === 'up';
    const look =
      kind === 'rang'
        ? { shape: up ? ('arrowUp' as const) : ('arrowDown' as const), color: theme.ring, size: 1.5 }
        : { shape: up ? ('square' as const) : ('circle' as const), color: theme.accent, size: 0.8 };
    if (price === null) return { time, position: up ? 'belowBar' : 'aboveBar', ...look };
    return { time, position: 'atPriceMiddle', price, ...look };
  };
  const drawMarks = () => {
    const first = drawn.places[0]?.second ?? Number.POSITIVE_INFINITY;
    const within = marks.filter(({ t }) => t / 1_000 > first).toSorted((a, b) => a.t - b.t);
    markers?.setMarkers(within.map(markOf));
  };

  return {
    setBars(places, kind, barMs) {
      const into = seriesFor(kind);
      drawn = { places, kind, barMs };
      newest = places.at(-1)?.second ?? Number.NEGATIVE_INFINITY;
      into.setData(places.map(dataOf(kind, theme)));
      drawLevels();
      drawTrails();
      drawMarks();
      fit();
    },
    update(bar) {
      const place: Place = { second: bar.t / 1_000, bar, beforeHole: false };
      if (place.second < newest) return;
      newest = place.second;
      series?.update(dataOf(drawn.kind, theme)(place));
    },
    setLevels(next) {
      levels = next;
      drawLevels();
    },
    setTrails(next) {
      trails = next;
      drawTrails();
    },
    setBands(next, until) {
      bands.set(next, until, drawn.barMs);
      // A primitive is drawn again with its chart only.
      chart.applyOptions({});
    },
    setMarks(next) {
      marks = next;
      drawMarks();
    },
    yOf: (price) => series?.priceToCoordinate(price) ?? null,
    xOf(t) {
      const second = (Math.ceil(t / drawn.barMs) - 1) * (drawn.barMs / 1_000);
      return chart.timeScale().timeToCoordinate(stamp(second));
    },
    priceAt: (y) => series?.coordinateToPrice(y) ?? null,
    size: () => chart.paneSize(),
    onMoved(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onCursor(listener) {
      const moved = (event: MouseEventParams) => listener(cursorOf(series, event));
      chart.subscribeCrosshairMove(moved);
      return () => chart.unsubscribeCrosshairMove(moved);
    },
    onClick(listener) {
      const clicked = (event: MouseEventParams) => {
        const cursor = cursorOf(series, event);
        if (cursor) listener(cursor);
      };
      chart.subscribeClick(clicked);
      return () => chart.unsubscribeClick(clicked);
    },
    repaint() {
      theme = readTheme(container);
      bands.color(theme.band);
      chart.applyOptions(chartColors(theme));
      series?.applyOptions(seriesColors(drawn.kind, theme));
    },
    dispose: () => chart.remove(),
  };
}
