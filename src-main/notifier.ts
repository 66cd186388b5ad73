import { Notification } from 'electron';
import type { NotificationReport, Notifier } from '../src-runtime/alerting/ports.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';
import { askDesktop } from './desktop-bus.ts';

/** The same name replaces the notification before, where the desktop knows names. */
const names = { ring: 'crypto-price-alarm-ring', test: 'crypto-price-alarm-test' } as const;

/**
 * Whether there is somebody to show it. On Linux a notification that no service answers holds up this whole process for
 * a minute or more (electron#48753), so it is asked for first.
 */
async function somebodyShows(platform: string): Promise<boolean> {
  if (platform !== 'linux') return true;
  const answer = await askDesktop({
    service: 'org.freedesktop.Notifications',
    path: '/org/freedesktop/Notifications',
    method: 'org.freedesktop.Notifications.GetServerInformation',
    // One that is started on demand takes its time.
    withinMs: 2_500,
  });
  return answer !== null;
}

/** Native notifications, one at a time of each kind. It makes no sound of its own: the alarm has one. */
export function createNotifier(
  say: HostSay,
  kind: keyof typeof names = 'ring',
  platform: string = process.platform,
): Notifier {
  // Kept, because the click of one that is collected as garbage is lost, and may take the notification along.
  const shown: Notification[] = [];
  /** Counts what was to be shown, so that an answer to an older question shows nothing. */
  let asked = 0;

  const close = (closing: readonly Notification[]) => {
    for (const notification of closing) notification.close();
  };

  const make = (message: { readonly title: string; readonly body: string }) =>
    new Notification({
      ...message,
      id: names[kind],
      silent: true,
      urgency: 'critical',
      timeoutType: 'never',
      actions: [{ type: 'button', text: say('notification.dismiss') }],
    });

  const show = (
    message: { readonly title: string; readonly body: string },
    hear: (what: NotificationReport) => void,
  ) => {
    const report = (what: NotificationReport) => {
      // Of one that is on the screen; what was taken away has nothing to say any more.
      if (shown.includes(notification)) hear(what);
    };
    // Elsewhere the same name replaces it, and closing would take the new one away.
    if (platform === 'linux') close(shown.splice(0));
    const notification = make(message);
    shown.push(notification);
    notification.on('show', () => report({ kind: 'shown' }));
    notification.on('failed', (_event, cause) => report({ kind: 'failed', cause }));
    notification.on('click', () => report({ kind: 'clicked' }));
    notification.on('action', () => report({ kind: 'dismiss' }));
    // No act of the user: it may have timed out.
    notification.on('close', () => report({ kind: 'gone' }));
    notification.show();
  };

  return {
    show(message, hear) {
      asked += 1;
      const question = asked;
      const failed = (error: unknown) =>
        hear({ kind: 'failed', cause: error instanceof Error ? error.message : String(error) });
      if (!Notification.isSupported()) return hear({ kind: 'failed', cause: say('delivery.unsupported') });
      somebodyShows(platform)
        .then((answers) => {
          if (question !== asked) return;
          if (answers) show(message, hear);
          else hear({ kind: 'failed', cause: say('delivery.no-service') });
        })
        .catch(failed);
    },
    clear() {
      asked += 1;
      const closing = shown.splice(0);
      // Closing waits for the service as showing does.
      if (closing.length > 0) void somebodyShows(platform).then((answers) => answers && close(closing));
    },
  };
}
