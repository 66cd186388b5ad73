import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useState } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './AllAlarms.module.css';
import { AllAlarmsRow, PairRow } from './AllAlarmsRow.tsx';
import { rowOf } from './all-rows.ts';

/** Fewer are drawn at once: nothing is gained by drawing only what is seen of them. */
const mostDrawn = 100;
const heights = { pair: 37, alarm: 53 } as const;
/** What a row is in the whole table, which begins with its head. */
const rowIndexOf = (index: number) => index + 2;

export interface Selection {
  readonly has: (id: AlarmId) => boolean;
  readonly all: 'all' | 'some' | 'none';
  readonly set: (id: AlarmId, selected: boolean) => void;
  readonly setAll: (selected: boolean) => void;
}

interface RowsProps {
  readonly keys: readonly string[];
  readonly named: boolean;
  readonly selection: Selection;
}

function TableRow({ at, keys, named, selection }: RowsProps & { readonly at: number }) {
  const { kind, id } = rowOf(keys[at] ?? '');
  const rowIndex = rowIndexOf(at);
  if (kind === 'pair') return <PairRow id={id} rowIndex={rowIndex} />;
  return (
    <AllAlarmsRow
      id={id}
      rowIndex={rowIndex}
      selected={selection.has(id)}
      named={named}
      onSelect={selection.set}
    />
  );
}

/** Room for rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  return <tbody aria-hidden="true" style={{ height: `${Math.max(0, height)}px` }} />;
}

/** Draws only what is in sight of a long list. */
function LongRows(props: RowsProps & { readonly table: HTMLTableElement | null }) {
  const { keys, table } = props;
  // It makes its answers anew by itself, and nothing else depends on them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => table?.closest<HTMLElement>('.detail') ?? null,
    estimateSize: (index) => heights[rowOf(keys[index] ?? '').kind],
    getItemKey: (index) => keys[index] ?? index,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  return (
    <>
      <Gap height={items[0]?.start ?? 0} />
      {items.map(({ key, index }) => (
        <tbody key={key} ref={virtual.measureElement} data-index={index} className={styles['item']}>
          <TableRow {...props} at={index} />
        </tbody>
      ))}
      <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
    </>
  );
}

function ShortRows(props: RowsProps) {
  return props.keys.map((key, index) => (
    <tbody key={key} className={styles['item']}>
      <TableRow {...props} at={index} />
    </tbody>
  ));
}

function Column({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <th scope="col" className={styles[name]}>
      {children}
    </th>
  );
}

/** All alarms as a table, of which only what is in sight is drawn where it is long. */
export function AllAlarmsTable(props: RowsProps) {
  const { keys, selection } = props;
  // As state: the rows are there before the table itself, and have to be drawn again once it is.
  const [table, setTable] = useState<HTMLTableElement | null>(null);
  return (
    <div className={`card ${styles['box'] ?? ''}`}>
      <table
        ref={setTable}
        className={styles['table']}
        aria-label={say('alarms.all.title')}
        aria-rowcount={keys.length + 1}
      >
        <thead>
          <tr className={styles['head']} aria-rowindex={1}>
            <Column name="check">
              <span className="unseen">{sayInView('alarms.column.select')}</span>
              <input
                type="checkbox"
                aria-label={sayInView('alarms.select.all')}
                checked={selection.all === 'all'}
                ref={(input) => {
                  if (input) input.indeterminate = selection.all === 'some';
                }}
                onChange={(event) => selection.setAll(event.target.checked)}
              />
            </Column>
            <Column name="rule">{say('alarms.column.alarm')}</Column>
            <Column name="bar">
              <span className="unseen">{say('alarms.column.progress')}</span>
            </Column>
            <Column name="distance">{say('alarms.column.toGo')}</Column>
            <Column name="state">{say('alarms.column.state')}</Column>
            <Column name="tools">
              <span className="unseen">{say('alarms.column.actions')}</span>
            </Column>
          </tr>
        </thead>
        {keys.length > mostDrawn ? <LongRows {...props} table={table} /> : <ShortRows {...props} />}
      </table>
    </div>
  );
}
