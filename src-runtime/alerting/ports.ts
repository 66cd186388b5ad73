/** What a host lends to make a ring noticed. Each reports what really happened; one that throws has failed. */

/** How a notification went on. `dismiss`: the user pressed its button, which is an act; that it is `gone` is none. */
export type NotificationReport =
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'clicked' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'dismiss' };

export interface Notifier {
  /** Shows a notification in place of the one before it. */
  readonly show: (
    message: { readonly title: string; readonly body: string },
    hear: (report: NotificationReport) => void,
  ) => void;
  readonly clear: () => void;
}

/** One attempt to be heard. */
export interface SoundAttempt {
  /** Ends it, whatever state it is in. */
  readonly close: () => void;
}

/** `siren`: the alarm sound, until it is closed. `chime`: one round of it. */
export type Sound = 'siren' | 'chime';

/** Rising and falling prices may have sounds of their own. */
export type SoundDirection = 'up' | 'down';

export interface Speaker {
  /**
   * Starts to play a sound; it is closed in any case. Tells once that it can be heard, and once that it cannot or not
   * any more, with the cause in words. Where the sound that was chosen cannot be played another one stands in, and it
   * tells why.
   */
  readonly play: (
    sound: Sound,
    hear: {
      readonly playing: (standIn?: string | null) => void;
      readonly failed: (cause: string) => void;
    },
    direction: SoundDirection,
  ) => SoundAttempt;
  readonly beep: () => void;
}

/** The window: it comes up without taking the keyboard from whoever types. */
export interface Summons {
  readonly call: (hear: { readonly shown: () => void; readonly failed: (cause: string) => void }) => void;
  readonly calm: () => void;
  /** The user wants to see it: it comes to the front. */
  readonly open: () => void;
}
