import { type Pair, pairLabel } from '../../src-core/pair.ts';
import { type ChartRange, chartRanges } from '../../src-shared/contract/chart.ts';
import { say } from '../words/say.ts';
import { type Bar, summarize } from './bars.ts';
import { barTime } from './Legend.tsx';
import type { Level } from './levels.ts';
import type { ChartAnswer } from './use-chart-data.ts';
import { formatLevel, formatPrice, formatTime } from '../words/formats.ts';

/** A source may lack a little at the beginning: a quiet market has no candle of each stretch. */
const slack = 0.1;

function sayBeginning({ range, candles }: ChartAnswer): string {
  const [[first] = []] = candles;
  const last = candles.at(-1)?.[0];
  if (first === undefined || last === undefined) return '';
  const { spanMs, barMs } = chartRanges[range];
  if (last - first >= spanMs * (1 - slack)) return '';
  return say('chart.goesBack', { time: barTime(first, barMs) });
}

/** What is to be known of a chart besides what it shows, a sentence each. */
export function sayRemarks(answer: ChartAnswer, pair: Pick<Pair, 'source'>): string[] {
  const remarks = {
    'live only': say('chart.liveOnly'),
    failed: say('chart.failed'),
    complete: sayBeginning(answer),
  };
  const source = say(`source.${pair.source}`);
  return [remarks[answer.history], answer.singlePrices ? say('chart.singlePrices', { source }) : ''].filter(
    (remark) => remark !== '',
  );
}

interface Shown {
  readonly pair: Pick<Pair, 'base' | 'quote' | 'tickSize'>;
  readonly range: ChartRange;
  readonly bars: readonly Bar[];
  readonly levels: readonly Level[];
  readonly rings: number;
}

/** The chart in two or three sentences, for those who cannot see it. */
export function saySummary({ pair, range, bars, levels, rings }: Shown): string {
  const summary = summarize(bars);
  if (!summary) return '';
  const price = (value: number) => formatPrice(value, pair.tickSize);
  const text = say('chart.summary', {
    pair: pairLabel(pair),
    range: say(`chart.range.${range}.long`),
    first: price(summary.first.open),
    from: formatTime(summary.first.t),
    last: price(summary.last.close),
    to: formatTime(summary.last.t),
    low: price(summary.low),
    high: price(summary.high),
  });
  const marks = [...new Set(levels.map((level) => formatLevel(level.price, pair.tickSize)))].join(', ');
  const more = [
    marks && say('chart.summary.levels', { levels: marks }),
    rings > 0 && say('chart.summary.firings', { count: rings }),
  ];
  return [text, ...more].filter(Boolean).join(' ');
}
