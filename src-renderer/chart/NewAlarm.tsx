import * as Popover from '@radix-ui/react-popover';
import type { Condition, Direction } from '../../src-core/condition.ts';
import { type Price, pairLabel } from '../../src-core/pair.ts';
import { percentFrom } from '../../src-core/typical-move.ts';
import { describeCondition } from '../../src-shared/words/describe.ts';
import { alarmName } from '../alarms/sentences.ts';
import { useActions, useServices } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { useCommand } from '../transport/use-command.ts';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './NewAlarm.module.css';
import { formatLevel, formatPercent, formatTypedPrice, ruleFormats } from '../words/formats.ts';

/** Where somebody has clicked. */
export interface Clicked {
  readonly price: Price;
  readonly x: number;
  readonly y: number;
}

export interface NewAlarmProps {
  readonly at: Clicked;
  readonly pair: ReceivedPair;
  readonly onClose: () => void;
}

/** Adds it at once, with a way to undo it: a click on a chart is made easily. */
function useAdd({ pair }: Pick<NewAlarmProps, 'pair'>) {
  const { toasts } = useServices();
  const run = useCommand();
  return async (condition: Condition) => {
    const reply = await run('alarm.add', { pairId: pair.id, condition });
    if (!reply.ok) return;
    const { alarm, alreadyTrue } = reply.data;
    toasts.show({
      text: say(alreadyTrue ? 'chart.added.already' : 'chart.added', {
        alarm: alarmName(pair, alarm.condition),
      }),
      tone: 'plain',
      undo: () => void run('alarm.remove', { id: alarm.id }),
    });
  };
}

/** After the next paint, when the form holds the price. */
function focusForm() {
  requestAnimationFrame(() => {
    const form = document.querySelector(`section[aria-label="${CSS.escape(sayInView('form.title'))}"] form`);
    const field = form?.querySelector<HTMLInputElement>('input[inputmode="decimal"]');
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  });
}

/** Says what an alarm at the price that was clicked would do, and adds it. */
export function NewAlarm({ at, pair, onClose }: NewAlarmProps) {
  const { changeDraft } = useActions();
  const add = useAdd({ pair });
  const direction: Direction = pair.price !== null && at.price < pair.price ? 'down' : 'up';
  const condition: Condition = { kind: 'target', price: at.price, direction };
  const price = formatLevel(at.price, pair.tickSize);
  const percent = pair.price === null ? null : Math.abs(percentFrom(at.price, pair.price));
  const words = {
    pair: pairLabel(pair),
    condition: describeCondition(say, condition, ruleFormats(pair.tickSize)),
  };
  const openForm = () => {
    changeDraft(pair.id, { kind: 'target', price: formatTypedPrice(at.price), direction });
    onClose();
    focusForm();
  };
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Anchor className={styles['anchor']} style={{ left: at.x, top: at.y }} />
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          side="top"
          sideOffset={8}
          collisionPadding={8}
          aria-label={say('chart.new.title', { price })}
        >
          <p>
            <Rich
              text={
                percent === null
                  ? say('preview.plain', words)
                  : say('chart.new.sentence', { ...words, percent: formatPercent(percent) })
              }
            />
          </p>
          <div className={styles['buttons']}>
            <button
              type="button"
              className="button primary small"
              onClick={() => {
                onClose();
                void add(condition);
              }}
            >
              {say('chart.new.add', { price })}
            </button>
            <button type="button" className="button small" onClick={openForm}>
              {say('chart.new.form')}
            </button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
