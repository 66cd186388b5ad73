import { browser, runningChromium } from './browser.ts';
import { asElectron } from './emitter.ts';
import { isReady } from './lifecycle.ts';
import { protocol } from './protocol.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>;
type HeadersListener = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

/** What Electron grants when nobody is asked. */
const everything = [
  'geolocation',
  'notifications',
  'midi',
  'audioCapture',
  'videoCapture',
  'clipboardReadWrite',
  'clipboardSanitizedWrite',
] as const;

/** Chromium's answer until the app has given one. */
export async function openPermissions(): Promise<void> {
  await browser().call('Browser.grantPermissions', { permissions: [...everything] });
}

export class Session {
  readonly #handlers: {
    request?: RequestHandler | undefined;
    check?: CheckHandler | undefined;
    device?: DeviceHandler | undefined;
    headers?: HeadersListener | undefined;
  } = {};
  readonly storagePath: string | null = null;

  readonly webRequest = {
    onHeadersReceived: (
      filter: Electron.WebRequestFilter | HeadersListener | null,
      listener?: HeadersListener | null,
    ): void => {
      this.#handlers.headers = (typeof filter === 'function' ? filter : listener) ?? undefined;
    },
  };

  get protocol(): Electron.Protocol {
    return asElectron(protocol);
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#handlers.request = handler ?? undefined;
    if (!runningChromium()) return;
    const change = handler === null ? openPermissions() : browser().call('Browser.resetPermissions');
    change.catch(() => undefined);
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#handlers.check = handler ?? undefined;
  }

  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.#handlers.device = handler ?? undefined;
  }

  async clearStorageData(): Promise<void> {}

  async clearCache(): Promise<void> {}

  async setProxy(): Promise<void> {}

  setSpellCheckerEnabled(): void {}

  /** For the double's own modules. */
  static handlersOf(session: Session) {
    return session.#handlers;
  }
}

const sessions = new Map<string, Session>();

export function sessionOf(partition: string): Session {
  const known = sessions.get(partition) ?? new Session();
  sessions.set(partition, known);
  return known;
}

function whenAllowed(partition: string): Electron.Session {
  if (!isReady()) throw new Error('Session can only be received when app is ready');
  return asElectron(sessionOf(partition));
}

export const session = {
  get defaultSession(): Electron.Session {
    return whenAllowed('');
  },
  fromPartition: (partition: string): Electron.Session => whenAllowed(partition),
};
