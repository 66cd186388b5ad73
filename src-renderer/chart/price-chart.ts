import {
  type AutoscaleInfo,
  createChart,
  createSeriesMarkers,
  type IPriceLine,
  LineSeries,
  LineStyle,
  TickMarkType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { EpochMs, Price } from '../../src-core/pair.ts';
import type { Place } from './minute-line.ts';
import { readTheme, type Theme } from './theme.ts';
import { formatAxisDay, formatAxisTime, formatTime } from '../words/formats.ts';

export interface Mark {
  readonly t: EpochMs;
  readonly price: Price;
  readonly direction: 'up' | 'down';
}

export interface PriceChart {
  readonly setLine: (line: readonly Place[]) => void;
  readonly setLevels: (levels: readonly Price[]) => void;
  readonly setMarks: (marks: readonly Mark[]) => void;
  /** Reads the colours again: light and dark follow the system. */
  readonly repaint: () => void;
  readonly dispose: () => void;
}

const seconds = (time: Time) => (typeof time === 'number' ? time * 1_000 : 0);
const stamp = (second: number) => second as UTCTimestamp;

function tickMark(time: Time, type: TickMarkType): string {
  const day = type === TickMarkType.DayOfMonth || type === TickMarkType.Month || type === TickMarkType.Year;
  return day ? formatAxisDay(seconds(time)) : formatAxisTime(seconds(time));
}

/** The range that is drawn: all prices, and every level that is no farther away than the prices are apart. */
function withLevels(info: AutoscaleInfo | null, levels: readonly Price[]): AutoscaleInfo | null {
  if (!info?.priceRange) return info;
  const { minValue, maxValue } = info.priceRange;
  const reach = Math.max(maxValue - minValue, maxValue * 0.002);
  const near = levels.filter((level) => level >= minValue - reach && level <= maxValue + reach);
  return {
    ...info,
    priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
  };
}

function chartColors(theme: Theme) {
  return {
    layout: {
      background: { color: 'transparent' },
      textColor: theme.text,
      fontFamily: theme.font,
      fontSize: 11,
      attributionLogo: false,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: theme.grid } },
    crosshair: {
      vertLine: { color: theme.strong, labelBackgroundColor: theme.strong },
      horzLine: { color: theme.strong, labelBackgroundColor: theme.strong },
    },
  };
}

/** The library's chart behind a small interface: one line of 24 hours, levels across it, marks on it. */
export function createPriceChart(container: HTMLElement, format: (price: Price) => string): PriceChart {
  let theme = readTheme(container);
  let levels: readonly Price[] = [];
  let marks: readonly Mark[] = [];
  let line: readonly Place[] = [];
  let priceLines: IPriceLine[] = [];
  const chart = createChart(container, {
    ...chartColors(theme),
    autoSize: true,
    handleScroll: false,
    handleScale: false,
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.08, bottom: 0.08 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: false,
      minBarSpacing: 0.01,
      // The arrow of a ring that has just happened must not be cut in half.
      rightOffset: 20,
      tickMarkFormatter: tickMark,
    },
    localization: { priceFormatter: format, timeFormatter: (time: Time) => formatTime(seconds(time)) },
  });
  const series = chart.addSeries(LineSeries, {
    color: theme.line,
    lineWidth: 2,
    priceLineVisible: false,
    autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => withLevels(original(), levels),
  });
  const markers = createSeriesMarkers(series, []);
  // A chart made while its page is out of sight has no width yet to fit anything to.
  const fit = () => chart.timeScale().fitContent();
  chart.timeScale().subscribeSizeChange(fit);

  const drawLine = () => {
    series.setData(
      line.map(({ second, price, beforeHole }) => {
        if (price === null) return { time: stamp(second) };
        // The stretch over a hole is a guess, and looks like one.
        return { time: stamp(second), value: price, ...(beforeHole && { color: theme.strong }) };
      }),
    );
    fit();
  };
  const drawLevels = () => {
    for (const priceLine of priceLines) series.removePriceLine(priceLine);
    priceLines = levels.map((price) =>
      series.createPriceLine({
        price,
        color: theme.accent,
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: true,
        axisLabelColor: theme.accent,
        axisLabelTextColor: theme.onAccent,
      }),
    );
  };
  const drawMarks = () => {
    const sorted = marks.toSorted((a, b) => a.t - b.t);
    markers.setMarkers(
      sorted.map(({ t, price, direction }) => ({
        time: stamp(Math.floor(t / 60_000) * 60),
        position: 'atPriceMiddle',
        price,
        shape: direction === 'up' ? 'arrowUp' : 'arrowDown',
        color: theme.ring,
        size: 1.5,
      })),
    );
  };

  return {
    setLine(next) {
      line = next;
      drawLine();
    },
    setLevels(next) {
      levels = next;
      drawLevels();
    },
    setMarks(next) {
      marks = next;
      drawMarks();
    },
    repaint() {
      theme = readTheme(container);
      chart.applyOptions(chartColors(theme));
      series.applyOptions({ color: theme.line });
      drawLine();
      drawLevels();
      drawMarks();
    },
    dispose: () => chart.remove(),
  };
}
