import { useEffect, useState } from 'react';
import { FiringMarks, NewAlarm } from '../shell/parts.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import styles from './Chart.module.css';
import { LevelHandles } from './LevelHandles.tsx';
import type { Clicked } from './NewAlarm.tsx';
import type { PriceChart } from './price-chart.ts';
import { snapPrice } from './snap.ts';
import { useLevelDrag } from './use-level-drag.ts';
import type { Picture } from './use-picture.ts';

/** Where the chart was clicked, as a price that a person could mean. */
function useClicked(chart: PriceChart | null, tickSize: number | null) {
  const [clicked, setClicked] = useState<Clicked | null>(null);
  useEffect(
    () =>
      chart?.onClick(({ price, x, y }) => {
        const above = chart.priceAt(y - 1) ?? price;
        setClicked({ price: snapPrice(price, Math.abs(above - price), tickSize), x, y });
      }),
    [chart, tickSize],
  );
  return [clicked, setClicked] as const;
}

interface StageProps {
  readonly pair: ReceivedPair;
  readonly picture: Picture;
  /** Another range is on its way: what is seen is the one before. */
  readonly outdated: boolean;
}

/** The drawing with what can be grasped on it: levels, rings, and a price to set an alarm at. */
export function Stage({ pair, picture, outdated }: StageProps) {
  const { alarms, edit, known, firings, rings, bars, drawing } = picture;
  const { container, chart } = drawing;
  const { tickSize } = pair;
  const { handlers, near } = useLevelDrag({ chart, levels: known, tickSize, edit });
  const [clicked, setClicked] = useClicked(chart, tickSize);
  return (
    <div
      className={styles['stage']}
      data-near={near !== null || undefined}
      data-outdated={outdated || undefined}
      {...handlers}
    >
      {/* A canvas says nothing to a screen reader: the caption and the table do. */}
      <div ref={container} className={styles['canvas']} aria-hidden="true" />
      {bars.all.length > 0 && (
        <LevelHandles chart={chart} pair={pair} alarms={alarms} levels={known} edit={edit} near={near} />
      )}
      {rings > 0 && <FiringMarks chart={chart} pair={pair} firings={firings} />}
      {clicked && <NewAlarm at={clicked} pair={pair} onClose={() => setClicked(null)} />}
    </div>
  );
}
