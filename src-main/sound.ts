import { BrowserWindow, shell } from 'electron';
import type { Speaker } from '../src-runtime/alerting/ports.ts';
import type { Runtime } from '../src-runtime/runtime.ts';
import { writePlayed } from '../src-shared/contract/sound.ts';
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

/** What the page answers once it hears itself; it runs apart, so that it is not believed blindly. */
function standInOf(heard: unknown): string | null {
  const standIn = typeof heard === 'object' && heard !== null && 'standIn' in heard ? heard.standIn : null;
  return typeof standIn === 'string' ? standIn : null;
}

interface SpeakerOptions {
  readonly origin: string;
  readonly say: HostSay;
  /** Which sounds are set, and the user's own. */
  readonly chosen: () => Pick<ReturnType<Runtime['settings']>, 'soundUp' | 'soundDown' | 'soundVolume'> & {
    readonly own: ReturnType<Runtime['ownSoundView']>;
  };
}

/** Plays alarm sounds in a hidden window of its own, made for each and gone afterwards. */
export function createSpeaker({ origin, say, chosen }: SpeakerOptions): Speaker {
  return {
    play(kind, hear, direction) {
      const window = makeWindow();
      let closed = false;
      const fail = (cause: string) => {
        if (!closed) hear.failed(cause);
      };
      window.webContents.on('render-process-gone', (_event, { reason }) =>
        fail(say('delivery.sound-crashed', { reason })),
      );
      window.on('closed', () => fail(say('delivery.sound-crashed', { reason: 'closed' })));
      const { soundUp: up, soundDown: down, soundVolume: volume, own } = chosen();
      // The page is told by its address what to play.
      const played = writePlayed({ kind, direction, up, down, volume, own });
      window
        .loadURL(`${origin}/sound.html${played}`)
        // Answers once the page hears itself.
        .then(() => window.webContents.executeJavaScript('globalThis.cryptoAlarmHeard'))
        .then((heard: unknown) => {
          if (closed) return;
          const standIn = standInOf(heard);
          hear.playing(standIn === '' ? say('sound.own-missing') : standIn);
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
