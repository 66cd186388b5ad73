type Plain = Electron.Event;

export interface AppEvents {
  ready: [event: Plain, launchInfo: Record<string, unknown> | Electron.NotificationResponse];
  'will-finish-launching': [];
  'window-all-closed': [];
  'second-instance': [event: Plain, argv: string[], workingDirectory: string, additionalData: unknown];
  activate: [event: Plain, hasVisibleWindows: boolean];
  'before-quit': [event: Plain];
  'will-quit': [event: Plain];
  quit: [event: Plain, exitCode: number];
  'browser-window-created': [event: Plain, window: Electron.BrowserWindow];
  'browser-window-focus': [event: Plain, window: Electron.BrowserWindow];
  'browser-window-blur': [event: Plain, window: Electron.BrowserWindow];
  'web-contents-created': [event: Plain, contents: Electron.WebContents];
  'render-process-gone': [
    event: Plain,
    contents: Electron.WebContents,
    details: Electron.RenderProcessGoneDetails,
  ];
  'child-process-gone': [event: Plain, details: Electron.Details];
}

export const appEvents: Record<keyof AppEvents, true> = {
  ready: true,
  'will-finish-launching': true,
  'window-all-closed': true,
  'second-instance': true,
  activate: true,
  'before-quit': true,
  'will-quit': true,
  quit: true,
  'browser-window-created': true,
  'browser-window-focus': true,
  'browser-window-blur': true,
  'web-contents-created': true,
  'render-process-gone': true,
  'child-process-gone': true,
};

export interface WindowEvents {
  close: [event: Plain];
  closed: [];
  'ready-to-show': [];
  show: [];
  hide: [];
  focus: [event: Plain];
  blur: [event: Plain];
  minimize: [];
  restore: [];
  maximize: [];
  unmaximize: [];
  resize: [];
  resized: [];
  move: [];
  moved: [];
  'page-title-updated': [event: Plain, title: string, explicitSet: boolean];
  unresponsive: [];
  responsive: [];
  'session-end': [event: Electron.WindowSessionEndEvent];
  'query-session-end': [event: Electron.WindowSessionEndEvent];
  'always-on-top-changed': [event: Plain, isAlwaysOnTop: boolean];
}

export const windowEvents: Record<keyof WindowEvents, true> = {
  close: true,
  closed: true,
  'ready-to-show': true,
  show: true,
  hide: true,
  focus: true,
  blur: true,
  minimize: true,
  restore: true,
  maximize: true,
  unmaximize: true,
  resize: true,
  resized: true,
  move: true,
  moved: true,
  'page-title-updated': true,
  unresponsive: true,
  responsive: true,
  'session-end': true,
  'query-session-end': true,
  'always-on-top-changed': true,
};

export interface WebContentsEvents {
  'did-start-loading': [];
  'did-stop-loading': [];
  'did-finish-load': [];
  'dom-ready': [];
  'did-fail-load': [
    event: Plain,
    errorCode: number,
    errorDescription: string,
    validatedURL: string,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  'did-navigate': [event: Plain, url: string, httpResponseCode: number, httpStatusText: string];
  'did-navigate-in-page': [
    event: Plain,
    url: string,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  'will-navigate': [
    details: Electron.Event<Electron.WebContentsWillNavigateEventParams>,
    url: string,
    isInPlace: boolean,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  'will-frame-navigate': [details: Electron.Event<Electron.WebContentsWillFrameNavigateEventParams>];
  'will-attach-webview': [
    event: Plain,
    webPreferences: Electron.WebPreferences,
    params: Record<string, string>,
  ];
  'render-process-gone': [event: Plain, details: Electron.RenderProcessGoneDetails];
  'console-message': [
    details: Electron.Event<Electron.WebContentsConsoleMessageEventParams>,
    level: number,
    message: string,
    line: number,
    sourceId: string,
  ];
  'page-title-updated': [event: Plain, title: string, explicitSet: boolean];
  'preload-error': [event: Plain, preloadPath: string, error: Error];
  'did-create-window': [window: Electron.BrowserWindow, details: Electron.DidCreateWindowDetails];
  'ipc-message': [event: Electron.IpcMainEvent, channel: string, ...args: unknown[]];
  'before-input-event': [event: Plain, input: Electron.Input];
  destroyed: [];
  focus: [];
  blur: [];
  'devtools-opened': [];
  'devtools-closed': [];
  unresponsive: [];
  responsive: [];
}

export const webContentsEvents: Record<keyof WebContentsEvents, true> = {
  'did-start-loading': true,
  'did-stop-loading': true,
  'did-finish-load': true,
  'dom-ready': true,
  'did-fail-load': true,
  'did-navigate': true,
  'did-navigate-in-page': true,
  'will-navigate': true,
  'will-frame-navigate': true,
  'will-attach-webview': true,
  'render-process-gone': true,
  'console-message': true,
  'page-title-updated': true,
  'preload-error': true,
  'did-create-window': true,
  'ipc-message': true,
  'before-input-event': true,
  destroyed: true,
  focus: true,
  blur: true,
  'devtools-opened': true,
  'devtools-closed': true,
  unresponsive: true,
  responsive: true,
};
