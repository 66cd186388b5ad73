import type { AlarmState } from '../alarm.ts';

/** What a user does to one alarm. */
export const alarmCommands = [
  /** Another condition: arms afresh. */
  'edit condition',
  /** Note, urgency, mode, cooldown, way back: nothing is armed. */
  'edit rest',
  'pause',
  'resume',
  're-arm',
  'acknowledge',
  /** Silences the ring for a while; where it is silenced already, for another while. */
  'snooze',
  /** Its time is over, it got worse, or the user wants it to ring again. */
  'end of snooze',
  'later expiry',
  'remove',
] as const;
export type AlarmCommand = (typeof alarmCommands)[number];

/** What happens to an alarm without its user. */
export const occurrences = [
  /** A sample makes the condition true. */
  'comes true',
  /** A sample does not, and ends no cooldown. */
  'does not come true',
  /** The first sample at or after the end of its cooldown, or of the minute after a re-arm. */
  'cooldown over',
  /** A sample at or after its expiry, or while the pair is blind the clock. */
  'expiry reached',
  'goes blind',
  /** The first sample after that. */
  'sees again',
  /** Everything is stopped and started, and goes on from what is stored. */
  'restart',
] as const;
export type Occurrence = (typeof occurrences)[number];

/** Why a command means nothing in a state. */
export type RefusalCode =
  /** It is active already. */
  | 'not-fired'
  | 'not-paused'
  | 'paused-already'
  /** It has to be resumed first. */
  | 'paused'
  /** It has to be given a later expiry first. */
  | 'expired'
  | 'nothing-rings'
  | 'not-snoozed';

/** What a command or an occurrence does in a state. */
export type Cell =
  /** What is shown next: the first of these that holds. */
  | readonly [AlarmState, ...AlarmState[]]
  | 'gone'
  | { readonly refused: RefusalCode }
  /** Only what the engine remembers tells whether it is refused; what is shown stays. */
  | { readonly mayBeRefused: RefusalCode }
  /** A ring hides the state of its alarm and goes on: whether it is refused is told by the state without the ring. */
  | 'as without the ring';
