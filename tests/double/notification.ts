import { desk, type NotificationMode } from './desk.ts';
import { type NotificationEvents, notificationEvents } from './desk-events.ts';
import { Emitter, makeEvent } from './emitter.ts';
import { needReady } from './lifecycle.ts';

type Options = Electron.NotificationConstructorOptions;

export interface ShownNotification {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly urgency: string;
  readonly timeoutType: string;
  readonly actions: readonly string[];
  readonly outcome: NotificationMode['kind'];
  /** Still on the screen: neither closed by the app, nor by a test, nor replaced. */
  open: boolean;
}

/** What was shown, and who hears of a click: weakly, so that an app that drops its reference loses the click. */
const shown: ShownNotification[] = [];
const owners: WeakRef<Notification>[] = [];
const ids = { last: 0 };

const unsaid = {
  groupId: '',
  groupTitle: '',
  title: '',
  subtitle: '',
  body: '',
  silent: false,
  urgency: 'normal' as const,
  timeoutType: 'default' as const,
  actions: [] as Electron.NotificationAction[],
  hasReply: false,
  replyPlaceholder: '',
  sound: '',
  closeButtonText: '',
  toastXml: '',
};

export class Notification extends Emitter<NotificationEvents> {
  readonly id: string;
  readonly groupId: string;
  readonly groupTitle: string;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];
  hasReply: boolean;
  replyPlaceholder: string;
  sound: string;
  closeButtonText: string;
  toastXml: string;
  #at: number | undefined;

  constructor(options: Options = {}) {
    super('Notification', notificationEvents);
    needReady('Cannot create Notification');
    ids.last += 1;
    const filled = { ...unsaid, id: `double-${ids.last}`, ...options };
    this.id = filled.id;
    this.groupId = filled.groupId;
    this.groupTitle = filled.groupTitle;
    this.title = filled.title;
    this.subtitle = filled.subtitle;
    this.body = filled.body;
    this.silent = filled.silent;
    this.urgency = filled.urgency;
    this.timeoutType = filled.timeoutType;
    this.actions = filled.actions;
    this.hasReply = filled.hasReply;
    this.replyPlaceholder = filled.replyPlaceholder;
    this.sound = filled.sound;
    this.closeButtonText = filled.closeButtonText;
    this.toastXml = filled.toastXml;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    needReady('Notification.show cannot be called');
    // Showing again takes the old one away first, as Electron does.
    this.close();
    const mode = desk.notificationMode;
    if (mode.kind === 'show' && process.platform !== 'linux') replace(this.id);
    this.#at = shown.length;
    shown.push({
      id: this.id,
      title: this.title,
      body: this.body,
      silent: this.silent,
      urgency: this.urgency,
      timeoutType: this.timeoutType,
      actions: this.actions.map(({ text }) => text ?? ''),
      outcome: mode.kind,
      open: mode.kind === 'show',
    });
    const weak = new WeakRef(this);
    owners.push(weak);
    setImmediate(() => {
      if (mode.kind === 'show') weak.deref()?.emit('show', makeEvent({}));
      if (mode.kind === 'failed') weak.deref()?.emit('failed', makeEvent({}), mode.cause);
    });
  }

  close(): void {
    if (this.#at === undefined) return;
    closeShown(this.#at, 'applicationHidden');
    this.#at = undefined;
  }
}

function replace(id: string): void {
  shown.forEach((one) => {
    if (one.id === id) one.open = false;
  });
}

function openAt(index: number): Notification | undefined {
  const one = shown[index];
  if (!one) throw new Error(`No notification ${index} was shown.`);
  if (!one.open) throw new Error(`Notification ${index} is not on the screen.`);
  return owners[index]?.deref();
}

export function shownNotifications(): ShownNotification[] {
  return shown.map((one) => ({ ...one, actions: [...one.actions] }));
}

/** Each of these says whether anybody was there to hear it. */
export function clickShown(index: number): boolean {
  const owner = openAt(index);
  return owner?.emit('click', makeEvent({})) ?? false;
}

export function pressShown(index: number, button: number): boolean {
  const owner = openAt(index);
  if (shown[index]?.actions[button] === undefined)
    throw new Error(`Notification ${index} has no button ${button}.`);
  return owner?.emit('action', makeEvent({ actionIndex: button, selectionIndex: -1 }), button, -1) ?? false;
}

export function replyToShown(index: number, reply: string): boolean {
  return openAt(index)?.emit('reply', makeEvent({ reply }), reply) ?? false;
}

type CloseReason = NonNullable<Electron.NotificationCloseEventParams['reason']>;

export function closeShown(index: number, reason: CloseReason = 'userCanceled'): boolean {
  const one = shown[index];
  if (!one?.open) return false;
  one.open = false;
  return owners[index]?.deref()?.emit('close', makeEvent({ reason })) ?? false;
}
