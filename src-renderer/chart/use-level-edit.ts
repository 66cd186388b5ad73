import { useCallback, useEffect, useState } from 'react';
import type { Condition } from '../../src-core/condition.ts';
import type { Pair, Price } from '../../src-core/pair.ts';
import { alarmName } from '../alarms/sentences.ts';
import { sameCondition } from '../alarms/what-to-send.ts';
import { useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { say } from '../words/say.ts';
import { type Level, withLevel } from './levels.ts';
import { keyStep } from './snap.ts';
import type { ChartAlarm } from './use-alarms.ts';

/** A level that is being moved, as far as it has come. */
export interface Pending {
  readonly key: string;
  readonly price: Price;
  readonly by: 'pointer' | 'key';
}

export interface LevelEdit {
  readonly pending: Pending | null;
  readonly setPending: (pending: Pending | null) => void;
  /** What the alarm of a level would wait for with the level there; null where that is nothing. */
  readonly conditionAt: (level: Level, price: Price) => Condition | null;
  /** Changes the alarm of a level, with a way to undo it. */
  readonly commit: (level: Level, price: Price) => void;
  readonly onKey: (level: Level, event: KeyPress) => void;
}

interface KeyPress {
  readonly key: string;
  readonly preventDefault: () => void;
}

const steps: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
};

type Shown = Pick<Pair, 'base' | 'quote' | 'tickSize'> & { readonly price: Price | null };

/** Sends the change of an alarm's condition; it can be taken back for as long as the message stands. */
function useChangeCondition(pair: Shown) {
  const { toasts } = useServices();
  const run = useCommand();
  return useCallback(
    async (id: string, before: Condition, condition: Condition) => {
      const reply = await run('alarm.edit', { id, condition });
      if (!reply.ok) return;
      const said = reply.data.alreadyTrue ? 'chart.moved.already' : 'chart.moved';
      const undo = async () => {
        const back = await run('alarm.edit', { id, condition: before });
        if (!back.ok) return;
        toasts.show({
          text: say('chart.movedBack', { alarm: alarmName(pair, before) }),
          tone: 'plain',
        });
      };
      toasts.show({
        text: say(said, { alarm: alarmName(pair, condition) }),
        tone: 'plain',
        undo: () => void undo(),
      });
    },
    [run, toasts, pair],
  );
}

/** Levels that are dragged, or moved with the arrow keys. */
export function useLevelEdit(pair: Shown, alarms: readonly ChartAlarm[]): LevelEdit {
  const change = useChangeCondition(pair);
  const [pending, setPending] = useState<Pending | null>(null);
  const conditionAt = useCallback(
    ({ alarmId, part }: Level, price: Price) => {
      const alarm = alarms.find((each) => each.id === alarmId);
      return alarm ? withLevel(alarm.condition, part, price, pair.price) : null;
    },
    [alarms, pair.price],
  );
  const commit = useCallback(
    (level: Level, price: Price) => {
      const before = alarms.find((each) => each.id === level.alarmId)?.condition;
      const condition = conditionAt(level, price);
      if (!before || !condition || sameCondition(before, condition)) return setPending(null);
      void change(level.alarmId, before, condition).finally(() => setPending(null));
    },
    [alarms, change, conditionAt],
  );
  const onKey = useCallback(
    (level: Level, event: KeyPress) => {
      const at = pending?.key === level.key ? pending.price : level.price;
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        const each = keyStep(pair.price ?? level.price, pair.tickSize);
        const next = Number(((Math.round(at / each) + step) * each).toPrecision(12));
        if (next > 0) setPending({ key: level.key, price: next, by: 'key' });
      } else if (event.key === 'Enter' && pending?.key === level.key) {
        event.preventDefault();
        commit(level, at);
      } else if (event.key === 'Escape') setPending(null);
    },
    [pending, pair, commit],
  );
  // Wherever the focus is while a line is dragged.
  useEffect(() => {
    if (pending === null) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPending(null);
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [pending]);
  return { pending, setPending, conditionAt, commit, onKey };
}
