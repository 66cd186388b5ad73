/* oxlint-disable typescript/unbound-method -- the originals are kept to be called with the page's own `this` */
type Asking = (kind: string, message: object) => Promise<unknown>;

/**
 * Chromium knows one rule about sound for all its pages, Electron one for each window. A window that wants a gesture
 * gets its rule from here. Runs in the page, as text.
 */
export function lockSound(): void {
  const free = (): boolean => navigator.userActivation.hasBeenActive;
  const refusal = (): DOMException =>
    new DOMException(
      "play() failed because the user didn't interact with the document first.",
      'NotAllowedError',
    );
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function lockedPlay(this: HTMLMediaElement) {
    return this.muted || free() ? Reflect.apply(play, this, []) : Promise.reject(refusal());
  };
  const stop = ({ target }: Event): void => {
    if (target instanceof HTMLMediaElement && !target.muted && !free()) target.pause();
  };
  document.addEventListener('play', stop, true);
  const autoplay = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'autoplay');
  Object.defineProperty(HTMLMediaElement.prototype, 'autoplay', {
    ...autoplay,
    set(this: HTMLMediaElement, value: boolean) {
      this.addEventListener('play', stop);
      autoplay?.set?.call(this, value);
    },
  });
  const resume = AudioContext.prototype.resume;
  AudioContext.prototype.resume = function lockedResume(this: AudioContext) {
    if (free()) return Reflect.apply(resume, this, []);
    return new Promise<void>((resolve, reject) => {
      const go = (): void => {
        if (!free()) return;
        for (const name of ['pointerup', 'keydown']) window.removeEventListener(name, go, true);
        Reflect.apply(resume, this, []).then(resolve, reject);
      };
      for (const name of ['pointerup', 'keydown']) window.addEventListener(name, go, true);
    });
  };
  const Context = globalThis.AudioContext;
  globalThis.AudioContext = new Proxy(Context, {
    construct(target, args: [AudioContextOptions?], self) {
      const context = Reflect.construct(target, args, self) as AudioContext;
      if (!free()) void context.suspend();
      return context;
    },
  });
}

/** Asks the main process before Chromium is asked, as Electron's permission handlers want it. Runs in the page. */
export function askForPermissions(secret: string): void {
  const found = (globalThis as unknown as Record<string, Asking | undefined>)[`${secret}-ask`];
  if (found === undefined) return;
  const request = (permission: string, details: object = {}): Promise<unknown> =>
    found('permission-request', { permission, details });
  if ('Notification' in globalThis) {
    const original = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = async (callback) => {
      await request('notifications');
      return original(callback);
    };
  }
  const geolocation = globalThis.Geolocation?.prototype;
  if (geolocation !== undefined) {
    const { getCurrentPosition } = geolocation;
    geolocation.getCurrentPosition = function asked(this: Geolocation, ...args) {
      void request('geolocation').then(() => Reflect.apply(getCurrentPosition, this, args));
    };
  }
  const media = globalThis.MediaDevices?.prototype;
  if (media !== undefined) {
    const { getUserMedia } = media;
    media.getUserMedia = async function asked(this: MediaDevices, wanted) {
      const mediaTypes = [...(wanted?.audio ? ['audio'] : []), ...(wanted?.video ? ['video'] : [])];
      await request('media', { mediaTypes });
      return Reflect.apply(getUserMedia, this, [wanted]);
    };
  }
  const clipboard = globalThis.Clipboard?.prototype;
  if (clipboard !== undefined) {
    const { readText } = clipboard;
    clipboard.readText = async function asked(this: Clipboard) {
      await request('clipboard-read');
      return Reflect.apply(readText, this, []);
    };
  }
  const permissions = globalThis.Permissions?.prototype;
  if (permissions !== undefined) {
    const { query } = permissions;
    permissions.query = async function asked(this: Permissions, descriptor) {
      await found('permission-check', { permission: descriptor.name });
      return Reflect.apply(query, this, [descriptor]);
    };
  }
}
