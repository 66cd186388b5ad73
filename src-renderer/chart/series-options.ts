import {
  AreaSeries,
  CandlestickSeries,
  type ChartOptions,
  type DeepPartial,
  LineSeries,
  TickMarkType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { ChartKind } from '../../src-shared/contract/chart.ts';
import type { Place } from './places.ts';
import type { Theme } from './theme.ts';
import { formatAxisDay, formatAxisTime, formatMinute } from '../words/formats.ts';

export const seconds = (time: Time) => (typeof time === 'number' ? time * 1_000 : 0);
export const stamp = (second: number) => second as UTCTimestamp;

export const seriesOf = { candles: CandlestickSeries, line: LineSeries, area: AreaSeries } as const;

/** Up is hollow and teal, down is filled and orange: told apart by shape as well as by colour. */
export function seriesColors(kind: ChartKind, theme: Theme) {
  if (kind === 'candles') {
    return {
      upColor: 'transparent',
      borderUpColor: theme.up,
      wickUpColor: theme.up,
      downColor: theme.down,
      borderDownColor: theme.down,
      wickDownColor: theme.down,
      priceLineColor: theme.edge,
    };
  }
  const common = { lineWidth: 2 as const, priceLineColor: theme.edge };
  if (kind === 'line') return { ...common, color: theme.line };
  return { ...common, lineColor: theme.line, topColor: theme.strong, bottomColor: 'transparent' };
}

/** A place as the library wants it. Over a hole a line is a guess, and looks like one. */
export function dataOf(kind: ChartKind, theme: Theme) {
  return ({ second, bar, beforeHole }: Place) => {
    const time = stamp(second);
    if (bar === null) return { time };
    const { open, high, low, close } = bar;
    if (kind === 'candles') return { time, open, high, low, close };
    if (!beforeHole) return { time, value: close };
    return { time, value: close, [kind === 'line' ? 'color' : 'lineColor']: theme.strong };
  };
}

function tickMark(time: Time, type: TickMarkType): string {
  const day = type === TickMarkType.DayOfMonth || type === TickMarkType.Month || type === TickMarkType.Year;
  return day ? formatAxisDay(seconds(time)) : formatAxisTime(seconds(time));
}

export function chartColors(theme: Theme): DeepPartial<ChartOptions> {
  const cursor = { color: theme.edge, labelBackgroundColor: theme.label };
  return {
    layout: {
      background: { color: theme.panel },
      textColor: theme.text,
      fontFamily: theme.font,
      fontSize: 11,
      attributionLogo: false,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: theme.grid } },
    crosshair: { vertLine: cursor, horzLine: cursor, mode: 0 },
  };
}

export function chartOptions(
  theme: Theme,
  format: (price: number) => string,
): DeepPartial<ChartOptions> & { autoSize: boolean } {
  return {
    ...chartColors(theme),
    autoSize: true,
    // The page scrolls with the wheel and a finger; ranges are chosen.
    handleScroll: false,
    handleScale: false,
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.1, bottom: 0.08 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: false,
      minBarSpacing: 0.001,
      // The mark of a ring that has just happened must not be cut in half.
      rightOffset: 5,
      tickMarkFormatter: tickMark,
    },
    localization: { priceFormatter: format, timeFormatter: (time: Time) => formatMinute(seconds(time)) },
  };
}
