import * as Radix from '@radix-ui/react-toast';
import { useStore } from 'zustand/react';
import { CloseIcon } from '../shell/icons.tsx';
import { useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

const shownMs = 10_000;

/** What was done, with a way to undo it; what could not be done, with the reason. */
export function Toaster() {
  const { toasts } = useServices();
  const shown = useStore(toasts.store);
  return (
    <Radix.Provider label={say('toast.region')} duration={shownMs}>
      {shown.map((toast) => (
        <Radix.Root
          key={toast.id}
          className={`toast ${toast.tone}`}
          onOpenChange={(open) => {
            if (!open) toasts.close(toast.id);
          }}
        >
          <Radix.Description className="toast-text">{toast.text}</Radix.Description>
          {toast.undo && (
            <Radix.Action asChild altText={say('toast.undo.alt')}>
              <button type="button" className="button small" onClick={toast.undo}>
                {say('toast.undo')}
              </button>
            </Radix.Action>
          )}
          <Radix.Close className="icon-button small" aria-label={say('toast.close')}>
            <CloseIcon />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="toasts" label={say('toast.region')} />
    </Radix.Provider>
  );
}
