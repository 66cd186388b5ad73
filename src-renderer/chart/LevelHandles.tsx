import type { Price } from '../../src-core/pair.ts';
import { alarmName } from '../alarms/sentences.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import styles from './Chart.module.css';
import type { Level } from './levels.ts';
import type { PriceChart } from './price-chart.ts';
import { sayDistance } from './say-distance.ts';
import type { ChartAlarm } from './use-alarms.ts';
import { useMoved } from './use-drawing.ts';
import type { LevelEdit } from './use-level-edit.ts';
import { formatLevel } from '../words/formats.ts';

interface HandlesProps {
  readonly chart: PriceChart | null;
  readonly pair: ReceivedPair;
  readonly alarms: readonly ChartAlarm[];
  readonly levels: readonly Level[];
  readonly edit: LevelEdit;
  readonly near: string | null;
}

const names = { price: 'chart.level', low: 'chart.level.low', high: 'chart.level.high' } as const;
/** Half a handle: one at the edge is still seen whole. */
const edgePx = 10;

/** Where a level stands, kept in sight: -1 and 1 where it is above or below of what is drawn. */
function placeOf(chart: PriceChart, price: Price): { y: number; beyond: -1 | 0 | 1 } | null {
  const y = chart.yOf(price);
  const { height } = chart.size();
  if (y === null || height === 0) return null;
  if (y < edgePx) return { y: edgePx, beyond: -1 };
  return y > height - edgePx ? { y: height - edgePx, beyond: 1 } : { y, beyond: 0 };
}

const arrows = { '-1': '▲', 0: '', 1: '▼' } as const;

/** What a level would be where it is now: price, direction and distance. */
function sayLevel(level: Level, price: Price, pair: ReceivedPair, edit: LevelEdit): string {
  const condition = edit.conditionAt(level, price);
  const parts = [
    formatLevel(price, pair.tickSize),
    condition?.kind === 'target' && say(`chart.${condition.direction}`),
    sayDistance(price, pair.price),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A handle on each level that can be moved, at the end of its line: for a pointer, a finger and the arrow keys. */
export function LevelHandles({ chart, pair, alarms, levels, edit, near }: HandlesProps) {
  useMoved(chart);
  if (chart === null) return null;
  const { width } = chart.size();
  return levels.map((level) => {
    const alarm = alarms.find((each) => each.id === level.alarmId);
    const price = edit.pending?.key === level.key ? edit.pending.price : level.price;
    const place = placeOf(chart, price);
    if (!alarm || level.part === null || place === null) return null;
    const moving = edit.pending?.key === level.key;
    const hint = say(moving ? `chart.level.set.${edit.pending.by}` : 'chart.level.hint');
    const text = sayLevel(level, price, pair, edit);
    return (
      <div
        key={level.key}
        data-level={level.key}
        className={styles['handle']}
        data-moving={moving || undefined}
        data-near={near === level.key || undefined}
        style={{ top: place.y, left: width }}
        // A native slider has a track of its own; this one's track is the chart.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={say(names[level.part], { alarm: alarmName(pair, alarm.condition) })}
        aria-valuemin={0}
        aria-valuemax={Math.max(price, pair.price ?? price) * 2}
        aria-valuenow={price}
        aria-valuetext={moving ? `${text}. ${hint}` : text}
        onKeyDown={(event) => edit.onKey(level, event)}
        onBlur={() => moving && edit.setPending(null)}
      >
        <span className={styles['grip']}>{arrows[place.beyond]}</span>
        <span className={styles['tag']}>
          {text}
          <small>{hint}</small>
        </span>
      </div>
    );
  });
}
