import { BrowserWindow, shell } from 'electron';
import type { Speaker } from '../src-runtime/alerting/ports.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';

function makeWindow(): BrowserWindow {
  return new BrowserWindow({
    width: 200,
    height: 200,
    show: false,
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
      spellcheck: false,
    },
  });
}

/** What the page is told to play by its address. */
const pages = { siren: 'sound.html', chime: 'sound.html#chime' } as const;

/** Plays alarm sounds in a hidden window of its own, made for each and gone afterwards. */
export function createSpeaker(origin: string, say: HostSay): Speaker {
  return {
    play(sound, hear) {
      const window = makeWindow();
      let closed = false;
      const fail = (cause: string) => {
        if (!closed) hear.failed(cause);
      };
      window.webContents.on('render-process-gone', (_event, { reason }) =>
        fail(say('delivery.sound-crashed', { reason })),
      );
      window.on('closed', () => fail(say('delivery.sound-crashed', { reason: 'closed' })));
      window
        .loadURL(`${origin}/${pages[sound]}`)
        // Answers once the page hears itself.
        .then(() => window.webContents.executeJavaScript('globalThis.cryptoAlarmHeard'))
        .then(() => {
          if (!closed) hear.playing();
        })
        .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
      return {
        close() {
          closed = true;
          // It may have gone by itself.
          if (!window.isDestroyed()) window.destroy();
        },
      };
    },
    beep: () => shell.beep(),
  };
}
