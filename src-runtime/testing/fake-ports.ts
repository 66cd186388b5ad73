import type {
  NotificationReport,
  Notifier,
  Sound,
  SoundAttempt,
  SoundDirection,
  Speaker,
  Summons,
} from '../alerting/ports.ts';
import type { Clock } from '../clock.ts';

/** One notification that was shown, with the desktop in the test's hands. */
export interface FakeNotification {
  readonly title: string;
  readonly body: string;
  readonly hear: (report: NotificationReport) => void;
}

/** One attempt to be heard, with the loudspeaker in the test's hands. */
export interface FakeSound {
  readonly kind: Sound;
  readonly direction: SoundDirection;
  readonly playing: (standIn?: string | null) => void;
  readonly failed: (cause: string) => void;
  readonly isOpen: () => boolean;
}

export interface FakeNotifier extends Notifier {
  /** All that were ever shown, oldest first. */
  readonly shown: FakeNotification[];
  /** The one that is to be seen now. */
  readonly current: () => FakeNotification | null;
  /** What the desktop does before `show` returns. */
  onShow: (notification: FakeNotification) => void;
}

export interface FakeSpeaker extends Speaker {
  readonly attempts: FakeSound[];
  readonly open: () => number;
  /** When it beeped, by the monotonic clock. */
  readonly beeps: number[];
  /** What the loudspeaker does before `play` returns. */
  onPlay: (sound: FakeSound) => void;
}

export interface FakeSummons extends Summons {
  /** `call`, `calm` and `open` in the order in which they came. */
  readonly done: ('call' | 'calm' | 'open')[];
  /** Each call's own way to tell what became of it. */
  readonly calls: Parameters<Summons['call']>[0][];
  /** What the window does before `call` returns. */
  onCall: () => void;
}

export function createFakeNotifier(): FakeNotifier {
  const shown: FakeNotification[] = [];
  let current: FakeNotification | null = null;
  const self: FakeNotifier = {
    shown,
    current: () => current,
    onShow: () => {},
    show(message, hear) {
      const notification = { ...message, hear };
      current = notification;
      shown.push(notification);
      self.onShow(notification);
    },
    clear() {
      current = null;
    },
  };
  return self;
}

export function createFakeSpeaker(clock: Pick<Clock, 'monotonic'>): FakeSpeaker {
  const attempts: FakeSound[] = [];
  const beeps: number[] = [];
  const self: FakeSpeaker = {
    attempts,
    beeps,
    open: () => attempts.filter((sound) => sound.isOpen()).length,
    onPlay: () => {},
    play(kind, { playing, failed }, direction): SoundAttempt {
      let open = true;
      const sound = { kind, direction, playing, failed, isOpen: () => open };
      attempts.push(sound);
      self.onPlay(sound);
      return {
        close() {
          if (!open) throw new Error('closed twice');
          open = false;
        },
      };
    },
    beep: () => void beeps.push(clock.monotonic()),
  };
  return self;
}

export function createFakeSummons(): FakeSummons {
  const done: FakeSummons['done'] = [];
  const calls: FakeSummons['calls'] = [];
  const self: FakeSummons = {
    done,
    calls,
    onCall: () => {},
    call(hear) {
      done.push('call');
      calls.push(hear);
      self.onCall();
    },
    calm: () => void done.push('calm'),
    open: () => void done.push('open'),
  };
  return self;
}
