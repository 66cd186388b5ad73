import * as Menu from '@radix-ui/react-dropdown-menu';
import { useState } from 'react';
import { say } from '../words/say.ts';
import styles from './SnoozeMenu.module.css';
import type { PanelFor, SnoozeState } from './use-snooze.ts';
import { formatDuration } from '../words/formats.ts';

const choices = [5, 15, 60] as const;
const minuteMs = 60_000;

export interface SnoozeMenuProps {
  readonly title: string;
  readonly snooze: SnoozeState;
  readonly small: boolean;
  /** What needs a field is asked for below the ring. */
  readonly onPanel: (what: PanelFor) => void;
}

/** Silences one ring for a while at once, or asks until when. */
export function SnoozeMenu({ title, snooze, small, onPanel }: SnoozeMenuProps) {
  // Within the dialog: beside it, a menu would be outside of all that a screen reader knows as a part of the page.
  const [dialog, setDialog] = useState<HTMLElement | null>(null);
  return (
    <Menu.Root>
      <Menu.Trigger asChild>
        <button
          ref={(button) => setDialog(button?.closest<HTMLElement>('[role="alertdialog"]') ?? null)}
          type="button"
          className={small ? 'button small' : 'button'}
          aria-label={say('snooze.open.label', { title })}
        >
          {say('snooze.menu')}
          <span className="caret" aria-hidden="true" />
        </button>
      </Menu.Trigger>
      <Menu.Portal container={dialog}>
        <Menu.Content className={styles['menu']} sideOffset={4} collisionPadding={8} align="end">
          {choices.map((minutes) => {
            const duration = formatDuration(minutes * minuteMs);
            return (
              <Menu.Item
                key={minutes}
                className={styles['item']}
                aria-label={say('snooze.for.label', { duration })}
                onSelect={() => snooze.snoozeFor(minutes)}
              >
                {say('snooze.for', { duration })}
              </Menu.Item>
            );
          })}
          <Menu.Separator className={styles['line']} />
          <Menu.Item className={styles['item']} onSelect={() => onPanel('until')}>
            {say('snooze.menu.until')}
          </Menu.Item>
          <Menu.Item className={styles['item']} onSelect={() => onPanel('worse')}>
            {say('snooze.menu.worse')}
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
