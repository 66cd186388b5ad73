import type { IPrimitivePaneView, ISeriesPrimitive, SeriesAttachedParameter, Time } from 'lightweight-charts';
import type { Band } from './levels.ts';
import { stamp } from './series-options.ts';

export interface Bands {
  readonly primitive: ISeriesPrimitive<Time>;
  readonly set: (bands: readonly Band[], until: number, barMs: number) => void;
  readonly color: (color: string) => void;
}

/**
 * Window alarms as shaded bands: their window up to now, between the prices they watch. `onUpdate` is told whenever the
 * chart has moved, because the library has no event for its price scale.
 */
export function createBands(onUpdate: () => void): Bands {
  let bands: readonly Band[] = [];
  let until = 0;
  let barMs = 60_000;
  let color = '';
  let attached: SeriesAttachedParameter<Time> | null = null;

  const rectangles = () => {
    if (attached === null || bands.length === 0 || until === 0) return [];
    const { chart, series } = attached;
    const scale = chart.timeScale();
    const end = scale.timeToCoordinate(stamp(until / 1_000));
    if (end === null) return [];
    const perBar = scale.options().barSpacing;
    return bands.flatMap(({ ms, low, high }) => {
      const [top, bottom] = [series.priceToCoordinate(high), series.priceToCoordinate(low)];
      if (top === null || bottom === null) return [];
      // By bars, not by times: the library spaces places evenly.
      const left = Math.max(0, end - (ms / barMs) * perBar);
      return [{ left, width: end + perBar / 2 - left, top, height: bottom - top }];
    });
  };
  const view: IPrimitivePaneView = {
    zOrder: () => 'bottom',
    renderer: () => ({
      draw(target) {
        target.useMediaCoordinateSpace(({ context }) => {
          context.fillStyle = color;
          for (const { left, top, width, height } of rectangles()) context.fillRect(left, top, width, height);
        });
      },
    }),
  };
  const views = [view];
  return {
    primitive: {
      attached: (parameter) => {
        attached = parameter;
      },
      detached: () => {
        attached = null;
      },
      updateAllViews: onUpdate,
      paneViews: () => views,
    },
    set(next, now, length) {
      bands = next;
      until = now;
      barMs = length;
    },
    color(next) {
      color = next;
    },
  };
}
