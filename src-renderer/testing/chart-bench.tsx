import { CandlestickSeries, createChart, type UTCTimestamp } from 'lightweight-charts';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ChartCandle } from '../../src-shared/contract/chart.ts';
import { Chart } from '../chart/Chart.tsx';
import type { RingSound } from '../sound/ring-sound.ts';
import { ServicesProvider } from '../store/context.tsx';
import { createAppStore } from '../store/store.ts';
import { startSync } from '../store/sync.ts';
import { createToasts } from '../toasts/toasts.ts';
import { btc, cannedSnapshot } from './canned.ts';
import { cannedChart } from './canned-chart.ts';
import { done, fakeHost } from './fake-host.ts';
import '../styles/index.css';

/** The page of `bench/chart.bench.ts`: the same points in our chart and in the bare library. */

const barMs = 60_000;

/** A believable year or two of minutes, the same each time. */
function points(count: number): ChartCandle[] {
  let seed = 7;
  const chance = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  const first = Math.floor(Date.now() / barMs - count) * barMs;
  let open = 58_000;
  return Array.from({ length: count }, (_, index) => {
    const close = open * (1 + chance() * 0.001);
    const candle: ChartCandle = [
      first + index * barMs,
      open,
      Math.max(open, close) * 1.0002,
      Math.min(open, close) * 0.9998,
      close,
    ];
    open = close;
    return candle;
  });
}

function place(): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = 'position:absolute;inset:0;width:900px;height:420px';
  document.body.append(element);
  return element;
}

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** How many rectangles were painted in this page. */
let rectangles = 0;
type Paint = (this: CanvasRenderingContext2D, ...box: Parameters<CanvasRect['fillRect']>) => void;
const paint = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'fillRect')?.value as Paint;
CanvasRenderingContext2D.prototype.fillRect = function count(...box) {
  rectangles += 1;
  paint.apply(this, box);
};

const mostFrames = 600;

/** After the frame in which so many candles were painted: the library learns its size in the frames before. */
async function painted(candles: number): Promise<void> {
  const before = rectangles;
  for (let count = 0; rectangles - before < candles; count += 1) {
    if (count === mostFrames) throw new Error(`only ${rectangles - before} rectangles were painted`);
    await frame();
  }
}

async function bare(candles: readonly ChartCandle[]): Promise<number> {
  const element = place();
  const started = performance.now();
  const chart = createChart(element, {
    // With a size of its own it fits all points at once, and paints them in one frame.
    width: 900,
    height: 420,
    timeScale: { minBarSpacing: 0.001 },
  });
  const data = candles.map(([t, open, high, low, close]) => ({
    time: (t / 1_000) as UTCTimestamp,
    open,
    high,
    low,
    close,
  }));
  chart.addSeries(CandlestickSeries).setData(data);
  chart.timeScale().fitContent();
  await painted(candles.length);
  const ms = performance.now() - started;
  chart.remove();
  element.remove();
  return ms;
}

const silent: RingSound = {
  state: () => 'silent',
  subscribe: () => () => {},
  ring: () => {},
  chime: () => {},
  preview: async () => ({ by: 'page', supported: true, worked: true, cause: null, standIn: null }),
  use: () => {},
  standIn: () => null,
  enable: async () => {},
  dispose: () => {},
};

async function ours(candles: readonly ChartCandle[]): Promise<number> {
  const host = fakeHost(cannedSnapshot(), { 'chart.get': () => done(cannedChart(candles, { barMs })) });
  const store = createAppStore();
  const stop = startSync(host.api, store);
  await frame();
  const services = { api: host.api, store, sound: silent, toasts: createToasts() };
  const element = place();
  const started = performance.now();
  const root = createRoot(element);
  flushSync(() =>
    root.render(
      <ServicesProvider value={services}>
        <Chart pairId={btc.id} />
      </ServicesProvider>,
    ),
  );
  await painted(candles.length);
  const ms = performance.now() - started;
  root.unmount();
  stop();
  element.remove();
  return ms;
}

const ways = { bare, ours };
let made: readonly ChartCandle[] = [];

/** How long it takes to open a chart of so many points, in ms. */
async function openChart(way: keyof typeof ways, count: number): Promise<number> {
  if (made.length !== count) made = points(count);
  return ways[way](made);
}

Object.assign(globalThis, { openChart });
