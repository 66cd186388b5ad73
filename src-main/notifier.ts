import { Notification } from 'electron';
import type { NotificationReport, Notifier } from '../src-runtime/alerting/ports.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';

/** The same name replaces the notification before, where the desktop knows names. */
const id = 'crypto-price-alarm-ring';

/** Native notifications, one at a time. It makes no sound of its own: the alarm has one. */
export function createNotifier(say: HostSay): Notifier {
  // Kept, because the click of one that is collected as garbage is lost.
  let current: Notification | null = null;

  const clear = () => {
    const closing = current;
    current = null;
    closing?.close();
  };

  const make = (message: { readonly title: string; readonly body: string }) =>
    new Notification({
      ...message,
      id,
      silent: true,
      urgency: 'critical',
      timeoutType: 'never',
      actions: [{ type: 'button', text: say('notification.dismiss') }],
    });

  return {
    show(message, hear) {
      clear();
      if (!Notification.isSupported()) {
        return hear({ kind: 'failed', cause: say('delivery.unsupported') });
      }
      const notification = make(message);
      const report = (what: NotificationReport) => {
        if (current === notification) hear(what);
      };
      current = notification;
      notification.on('show', () => report({ kind: 'shown' }));
      notification.on('failed', (_event, cause) => report({ kind: 'failed', cause }));
      notification.on('click', () => report({ kind: 'clicked' }));
      notification.on('action', () => report({ kind: 'dismiss' }));
      // That it closed is no act of the user: it may have timed out.
      notification.show();
    },
    clear,
  };
}
