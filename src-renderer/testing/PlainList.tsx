import { useEffect, useState } from 'react';
import { formatChange, formatPrice } from '../../src-core/numbers/format-number.ts';
import { pairLabel } from '../../src-core/pair.ts';
import type { AlarmView } from '../../src-core/alarm.ts';
import type { PairView, Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { drawSpark } from '../watch/spark-path.ts';
import { walk } from './fake-host.ts';

interface Props {
  readonly snapshot: Snapshot;
  readonly subscribe: (listener: (update: Update) => void) => () => void;
}

interface Shown {
  readonly pairs: readonly PairView[];
  readonly alarms: readonly AlarmView[];
}

function replaced<T extends { readonly id: string }>(list: readonly T[], fresh: readonly T[] = []): T[] {
  return list.map((one) => fresh.find((each) => each.id === one.id) ?? one);
}

const points = walk(100).filter((_, minute) => minute % 30 === 0);

/** The straightforward way, to measure by: one state, and every row made anew with every update. */
export function PlainList({ snapshot, subscribe }: Props) {
  const [{ pairs, alarms }, setShown] = useState<Shown>(snapshot);
  useEffect(
    () =>
      subscribe((update) =>
        setShown((before) => ({
          pairs: replaced(before.pairs, update.pairs),
          alarms: replaced(before.alarms, update.alarms),
        })),
      ),
    [subscribe],
  );
  return (
    <ul className="plain" style={{ height: '100%', overflowY: 'auto' }}>
      {pairs.map((pair) => {
        const own = alarms.filter((alarm) => alarm.pairId === pair.id);
        const drawing = drawSpark(
          points,
          pair.price === null || pair.t === null ? null : [pair.t, pair.price],
        );
        return (
          <li key={pair.id} style={{ height: 52 }}>
            <button type="button">
              <b>{pairLabel(pair)}</b> <span>{pair.name}</span> <small>{own.length}</small>
              <svg viewBox="0 0 72 28" width="72" height="28" aria-hidden="true">
                <path d={drawing?.path} fill="none" stroke="currentColor" />
              </svg>
              <b>{pair.price === null ? '–' : formatPrice(pair.price, pair.tickSize)}</b>
              <small>{pair.change24h === null ? '–' : formatChange(pair.change24h)}</small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
