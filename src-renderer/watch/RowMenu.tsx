import * as Menu from '@radix-ui/react-dropdown-menu';
import type { RefObject } from 'react';
import { useSetPaused } from '../alarms/use-alarm-commands.ts';
import { useActions, useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import type { RowProps } from './PairRow.tsx';
import css from './RowMenu.module.css';

export interface RowMenuProps extends RowProps {
  /** Where the menu belongs. */
  readonly list: Element | null;
  readonly label: string;
  /** What opened it: there it stands, and there the focus goes back to. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What can be done with a pair without opening it. */
export function RowMenu({ id, place, count, label, list, button, onStep, onRemove, onClose }: RowMenuProps) {
  const alarms = useApp((state) => state.alarmIdsByPair[id]?.length ?? 0);
  const allPaused = useApp((state) =>
    (state.alarmIdsByPair[id] ?? []).every((alarm) => state.alarms[alarm]?.paused),
  );
  const { select } = useActions();
  const setPaused = useSetPaused();
  const remove = alarms > 0 ? sayInView('row.remove.with', { count: alarms }) : sayInView('row.remove');
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Menu.Trigger asChild>
        <span className={css['anchor']} aria-hidden="true" />
      </Menu.Trigger>
      {/* A part of the list, for who walks from landmark to landmark. */}
      <Menu.Portal container={list}>
        <Menu.Content
          className={css['menu']}
          align="end"
          sideOffset={2}
          collisionPadding={8}
          aria-labelledby={undefined}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (button.current?.isConnected) button.current.focus();
          }}
        >
          <Menu.Item className={css['item']} onSelect={() => select(id)}>
            {sayInView('row.open')}
          </Menu.Item>
          {alarms > 0 && (
            <Menu.Item className={css['item']} onSelect={() => void setPaused({ pairId: id }, !allPaused)}>
              {sayInView(allPaused ? 'row.resume' : 'row.pause')}
            </Menu.Item>
          )}
          {onStep && count > 1 && (
            <>
              <Menu.Item className={css['item']} disabled={place === 0} onSelect={() => onStep(id, -1)}>
                {sayInView('row.up')}
              </Menu.Item>
              <Menu.Item
                className={css['item']}
                disabled={place === count - 1}
                onSelect={() => onStep(id, 1)}
              >
                {sayInView('row.down')}
              </Menu.Item>
            </>
          )}
          <Menu.Separator className={css['line']} />
          <Menu.Item className={`${css['item']} ${css['goes']}`} onSelect={() => onRemove(id)}>
            {remove}
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
