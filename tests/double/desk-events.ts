type Plain = Electron.Event;

export interface NotificationEvents {
  show: [event: Plain];
  click: [event: Plain];
  close: [details: Electron.Event<Electron.NotificationCloseEventParams>];
  action: [
    details: Electron.Event<Electron.NotificationActionEventParams>,
    actionIndex: number,
    selectionIndex: number,
  ];
  failed: [event: Plain, error: string];
  reply: [details: Electron.Event<Electron.NotificationReplyEventParams>, reply: string];
}

export const notificationEvents: Record<keyof NotificationEvents, true> = {
  show: true,
  click: true,
  close: true,
  action: true,
  failed: true,
  reply: true,
};

export interface TrayEvents {
  click: [event: Electron.KeyboardEvent, bounds: Electron.Rectangle, position: Electron.Point];
  'double-click': [event: Electron.KeyboardEvent, bounds: Electron.Rectangle];
  'right-click': [event: Electron.KeyboardEvent, bounds: Electron.Rectangle];
}

export const trayEvents: Record<keyof TrayEvents, true> = {
  click: true,
  'double-click': true,
  'right-click': true,
};

export interface PowerEvents {
  suspend: [];
  resume: [];
  shutdown: [];
  'lock-screen': [];
  'unlock-screen': [];
  'on-ac': [];
  'on-battery': [];
}

export const powerEvents: Record<keyof PowerEvents, true> = {
  suspend: true,
  resume: true,
  shutdown: true,
  'lock-screen': true,
  'unlock-screen': true,
  'on-ac': true,
  'on-battery': true,
};

export interface ScreenEvents {
  'display-added': [event: Plain, display: Electron.Display];
  'display-removed': [event: Plain, display: Electron.Display];
  'display-metrics-changed': [event: Plain, display: Electron.Display, changed: string[]];
}

export const screenEvents: Record<keyof ScreenEvents, true> = {
  'display-added': true,
  'display-removed': true,
  'display-metrics-changed': true,
};
