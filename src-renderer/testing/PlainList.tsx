import { useEffect, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import type { Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { BellIcon, MoreIcon } from '../shell/icons.tsx';
import { fromSnapshot, type Mirror, withUpdate } from '../store/mirror.ts';
import { createAppStore, type State } from '../store/store.ts';
import { Change } from '../watch/Change.tsx';
import { alarmsText, isRinging, nearestText, troubleOf } from '../watch/row-alarms.ts';
import { drawSpark } from '../watch/spark-path.ts';
import { say } from '../words/say.ts';
import { sparkWalk } from './canned-chart.ts';
import { formatPrice } from '../words/formats.ts';

interface Props {
  readonly snapshot: Snapshot;
  readonly subscribe: (listener: (update: Update) => void) => () => void;
}

const points = sparkWalk(100);
const rest = createAppStore().getState();

function Row({ id, state }: { readonly id: PairId; readonly state: State }) {
  const pair = state.pairs[id];
  if (!pair) return null;
  const { price, t } = pair;
  const label = pairLabel(pair);
  const drawing = drawSpark(points, price === null || t === null ? null : [t, price]);
  const count = state.alarmIdsByPair[id]?.length ?? 0;
  return (
    <li style={{ height: 52 }} className={isRinging(state, id) ? 'ringing' : ''}>
      <button type="button" aria-label={label} style={{ display: 'flex', gap: 8 }}>
        <span>
          <b>{label}</b> <span className="muted">{pair.name}</span>
          <small className={troubleOf(pair) === null ? 'muted' : 'warn'}>
            <BellIcon size={11} />
            <span aria-hidden="true">{count}</span>
            <span className="unseen">{say('watch.alarms', { count })}</span>
            {nearestText(state, id) || alarmsText(state, id)}
          </small>
        </span>
        <svg viewBox="0 0 72 28" width="72" height="28" aria-hidden="true">
          <path d={drawing?.path} fill="none" stroke="currentColor" />
        </svg>
        <span>
          <b>{price === null ? '–' : formatPrice(price, pair.tickSize)}</b>
          <small>
            <Change change={pair.change24h} />
          </small>
        </span>
      </button>
      <button type="button" className="icon-button" aria-label={say('watch.more', { pair: label })}>
        <MoreIcon />
      </button>
    </li>
  );
}

/** The straightforward way, to measure by: the same rows, all of them there, and all made anew with every update. */
export function PlainList({ snapshot, subscribe }: Props) {
  const [mirror, setMirror] = useState<Mirror>(() => fromSnapshot(snapshot, 0));
  useEffect(
    () => subscribe((update) => setMirror((before) => withUpdate(before, update, performance.now()))),
    [subscribe],
  );
  const state: State = { ...rest, ...mirror };
  return (
    <ul style={{ height: '100%', overflowY: 'auto' }}>
      {mirror.pairIds.map((id) => (
        <Row key={id} id={id} state={state} />
      ))}
    </ul>
  );
}
