import type { AlarmState } from '../alarm.ts';
import type { AlarmCommand, Cell, Occurrence, RefusalCode } from './events.ts';

const no = (refused: RefusalCode): Cell => ({ refused });

/** What an alarm shows once nothing of it rings. */
const silent = ['paused', 'expired', 'fired', 'blind', 'cooling', 'armed'] as const;

/**
 * The life of an alarm: what every command and every occurrence does in every state that is shown. Judging never depends
 * on ringing, so a ring goes on whatever becomes of its alarm, and only what is about the ring ends it.
 *
 * A pause is refused by nothing but a pause: an expired alarm that is given more time becomes active at once, and who
 * does not want that pauses it first; and to pause all alarms of a pair must not fail because one has expired.
 */
export const alarmLife: Readonly<Record<AlarmCommand | Occurrence, Readonly<Record<AlarmState, Cell>>>> = {
  'edit condition': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['blind', 'armed'],
    blind: ['blind'],
    cooling: ['armed'],
    armed: ['armed'],
  },
  'edit rest': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['blind'],
    cooling: ['cooling'],
    armed: ['armed'],
  },
  pause: {
    ringing: 'as without the ring',
    snoozed: 'as without the ring',
    paused: no('paused-already'),
    expired: ['paused'],
    fired: ['paused'],
    blind: ['paused'],
    cooling: ['paused'],
    armed: ['paused'],
  },
  resume: {
    ringing: 'as without the ring',
    snoozed: 'as without the ring',
    paused: ['expired', 'fired', 'blind', 'armed'],
    expired: no('not-paused'),
    fired: no('not-paused'),
    blind: no('not-paused'),
    cooling: no('not-paused'),
    armed: no('not-paused'),
  },
  're-arm': {
    ringing: 'as without the ring',
    snoozed: 'as without the ring',
    paused: no('paused'),
    expired: no('expired'),
    fired: ['blind', 'cooling'],
    blind: { mayBeRefused: 'not-fired' },
    cooling: { mayBeRefused: 'not-fired' },
    armed: no('not-fired'),
  },
  acknowledge: {
    ringing: silent,
    snoozed: silent,
    paused: no('nothing-rings'),
    expired: no('nothing-rings'),
    fired: no('nothing-rings'),
    blind: no('nothing-rings'),
    cooling: no('nothing-rings'),
    armed: no('nothing-rings'),
  },
  snooze: {
    ringing: ['snoozed'],
    snoozed: ['snoozed'],
    paused: no('nothing-rings'),
    expired: no('nothing-rings'),
    fired: no('nothing-rings'),
    blind: no('nothing-rings'),
    cooling: no('nothing-rings'),
    armed: no('nothing-rings'),
  },
  'end of snooze': {
    ringing: no('not-snoozed'),
    snoozed: ['ringing', ...silent],
    paused: no('nothing-rings'),
    expired: no('nothing-rings'),
    fired: no('nothing-rings'),
    blind: no('nothing-rings'),
    cooling: no('nothing-rings'),
    armed: no('nothing-rings'),
  },
  'later expiry': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['fired', 'blind', 'armed'],
    fired: ['fired'],
    blind: ['blind'],
    cooling: ['cooling'],
    armed: ['armed'],
  },
  remove: {
    ringing: 'gone',
    snoozed: 'gone',
    paused: 'gone',
    expired: 'gone',
    fired: 'gone',
    blind: 'gone',
    cooling: 'gone',
    armed: 'gone',
  },
  'comes true': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['ringing', 'cooling'],
    cooling: ['cooling'],
    armed: ['ringing'],
  },
  'does not come true': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['cooling', 'armed'],
    cooling: ['cooling'],
    armed: ['armed'],
  },
  'cooldown over': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['ringing', 'armed'],
    cooling: ['ringing', 'armed'],
    armed: ['armed'],
  },
  'expiry reached': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['expired'],
    blind: ['expired'],
    cooling: ['expired'],
    armed: ['expired'],
  },
  'goes blind': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['blind'],
    cooling: ['blind'],
    armed: ['blind'],
  },
  'sees again': {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['cooling', 'armed'],
    cooling: ['cooling'],
    armed: ['armed'],
  },
  restart: {
    ringing: ['ringing'],
    snoozed: ['snoozed'],
    paused: ['paused'],
    expired: ['expired'],
    fired: ['fired'],
    blind: ['blind'],
    cooling: ['cooling'],
    armed: ['armed'],
  },
};

/**
 * Why a command means nothing to an alarm that shows `state`; null where it does. Where the alarm rings, `without` is
 * what it would show without its ring. Null is no promise where only the engine knows: its `rearm` has the last word on
 * an alarm that cools or is blind.
 */
export function refusalOf(state: AlarmState, command: AlarmCommand, without = state): RefusalCode | null {
  const cell = alarmLife[command][state];
  if (cell === 'as without the ring') return without === state ? null : refusalOf(without, command);
  return typeof cell === 'object' && 'refused' in cell ? cell.refused : null;
}
