/** What this page knows of notifications in its browser. */
export type Permission = 'granted' | 'denied' | 'default' | 'unsupported';

const shownWithinMs = 3_000;
const tags = { ring: 'crypto-price-alarm', test: 'crypto-price-alarm-test' } as const;

export function permission(): Permission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Asks the user, where the browser wants that: it must be in answer to a click. */
export async function askPermission(): Promise<Permission> {
  const now = permission();
  return now === 'default' ? Notification.requestPermission() : now;
}

/**
 * Shows a notification in place of the one before of its kind. It makes no sound of its own: the page has one.
 * @throws where the browser lets no page show one by itself, as on phones
 */
export function showNotification(kind: keyof typeof tags, title: string, body: string): Notification {
  const shown = new Notification(title, { body, tag: tags[kind], silent: true });
  shown.addEventListener('click', () => {
    globalThis.focus();
    shown.close();
  });
  return shown;
}

/** Whether it really came: what no browser has confirmed within 3 seconds did not. */
export function cameInTime(shown: Notification): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), shownWithinMs);
    const answer = (came: boolean) => () => {
      clearTimeout(timer);
      resolve(came);
    };
    shown.addEventListener('show', answer(true));
    shown.addEventListener('error', answer(false));
  });
}
