import * as Tooltip from '@radix-ui/react-tooltip';
import { useEffect, useState } from 'react';
import styles from './Tips.module.css';

const hoverMs = 500;
const attribute = 'data-tip';

interface Shown {
  readonly text: string;
  readonly box: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;
}

const withTip = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>(`[${attribute}]`) : null;

/** What is under the pointer for a moment, or has the focus by keyboard. */
function useTipped(): readonly [Shown | null, () => void] {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const show = (element: HTMLElement) => {
      const text = element.getAttribute(attribute) ?? '';
      const { left, top, width, height } = element.getBoundingClientRect();
      if (text !== '' && element.isConnected) setShown({ text, box: { left, top, width, height } });
    };
    const onPointer = (event: PointerEvent) => {
      hide();
      const element = event.pointerType === 'touch' ? null : withTip(event.target);
      if (element) timer = setTimeout(() => show(element), hoverMs);
    };
    const onFocus = (event: FocusEvent) => {
      const element = withTip(event.target);
      if (element?.matches(':focus-visible')) show(element);
      else hide();
    };
    const listeners = [
      ['pointerover', onPointer],
      ['pointerdown', hide],
      ['focusin', onFocus],
      ['focusout', hide],
      ['scroll', hide],
    ] as const;
    for (const [name, listener] of listeners) {
      document.addEventListener(name, listener as EventListener, { capture: true, passive: true });
    }
    return () => {
      hide();
      for (const [name, listener] of listeners) {
        document.removeEventListener(name, listener as EventListener, { capture: true });
      }
    };
  }, []);
  return [shown, () => setShown(null)];
}

/**
 * The tips of everything that has a `data-tip`. One for the whole page, fetched after it: a button that waited for its
 * own would be drawn anew under the pointer. They repeat what a button's name says, so screen readers are left alone.
 */
export function Tips() {
  const [shown, hide] = useTipped();
  if (shown === null) return null;
  return (
    <Tooltip.Provider>
      <Tooltip.Root open onOpenChange={(open) => !open && hide()} delayDuration={0}>
        <Tooltip.Trigger asChild>
          <span className={styles['anchor']} style={shown.box} aria-hidden="true" />
        </Tooltip.Trigger>
        {/* Within a landmark, as everything on the page. */}
        <Tooltip.Portal container={document.querySelector<HTMLElement>('.app > header')}>
          <Tooltip.Content
            key={`${shown.text} ${shown.box.left}`}
            className={styles['tip']}
            sideOffset={4}
            collisionPadding={8}
            onEscapeKeyDown={hide}
          >
            {shown.text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
