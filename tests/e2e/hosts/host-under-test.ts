import type { Page } from 'playwright-core';
import type { CommandIn, CommandName } from '../../../src-shared/contract/contract.ts';
import type { AnyReply } from '../../../src-shared/contract/dispatch.ts';
import type { MarketReplay } from '../../market-replay/market-replay.ts';

/** Time in the hands of a test, whichever process the host lives in. */
export interface WorldClock {
  readonly now: () => number;
  /**
   * Moves time on, firing each timer of the host when it is due: what it asked for has come and is judged before the
   * next one fires.
   */
  readonly advance: (ms: number) => Promise<void>;
  /** Waits until no request of the host is under way. */
  readonly settle: () => Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a page, or the desktop for it, plays. */
export interface Heard {
  /** Loudest sample of the analyser's window, 0 to 1. */
  readonly peak: number;
  readonly playing: number;
  readonly state: string;
}

/** One of the hosts with the interface in a real browser. */
export interface HostUnderTest {
  readonly kind: 'headless' | 'desktop';
  readonly clock: WorldClock;
  /** A page of the interface: a browser of its own, or the one window of the desktop. */
  readonly open: (size: Size) => Promise<Page>;
  readonly resize: (page: Page, size: Size) => Promise<void>;
  readonly call: <K extends CommandName>(name: K, input: CommandIn<K>) => Promise<AnyReply>;
  readonly listen: (page: Page) => Promise<Heard>;
  readonly start: () => Promise<void>;
  /** Stops it as a user would. */
  readonly stop: () => Promise<void>;
  /** Time that passes while it is stopped. */
  readonly pass: (ms: number) => Promise<void>;
  /** Stops it and ends what the test had of it. */
  readonly close: () => Promise<void>;
}

export interface HostSettings {
  readonly dataDir: string;
  readonly startsAt: number;
  /** Served on the clock of this host. */
  readonly startMarket: (now: () => number) => Promise<MarketReplay>;
  readonly autoplay: boolean;
  /** Hears what pages complain of. */
  readonly complain: (text: string) => void;
}

/** Collects what a page complains of: errors, crashes, violations of its policy. */
export function watchPage(page: Page, complain: (text: string) => void): void {
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complain(String(error)));
  page.on('console', (message) => {
    const lostHost = /WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text());
    if (message.type() === 'error' && !lostHost) complain(message.text());
  });
}

/** Listens to what plays in a page; silence where no sound was made. */
export function listenTo(page: Page): Promise<Heard> {
  return page.evaluate(() => {
    const sound = globalThis.__cryptoAlarmSound;
    if (sound === undefined) return { peak: 0, playing: 0, state: 'none' };
    const samples = new Float32Array(sound.analyser.fftSize);
    sound.analyser.getFloatTimeDomainData(samples);
    return { peak: Math.max(...samples.map(Math.abs)), playing: sound.playing, state: sound.state };
  });
}
