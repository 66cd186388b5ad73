import type { Alarm } from '../../src-core/alarm.ts';
import { type Condition, modeOf } from '../../src-core/condition.ts';
import { NewerDataError } from './newer-data.ts';

/** A settings file, or a part of one, before it was checked. */
export type Loose = Readonly<Record<string, unknown>>;

export const currentVersion = 2;
/** The silence after a firing where the user has set none, in ms. */
export const defaultCooldownMs = 60_000;
const shortestCooldownMs = 1_000;

/** What an alarm is where the user has said nothing. The way back is that of a pair whose day is not known. */
export const usualAlarm: Pick<Alarm, 'wayBack' | 'urgency' | 'note' | 'expiresAt' | 'paused'> = {
  wayBack: 0.003,
  urgency: 'loud',
  note: '',
  expiresAt: null,
  paused: false,
};

export function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function eachAlarm(file: Loose, migrate: (alarm: Loose) => Loose): unknown {
  const alarms: unknown = file['alarms'] ?? [];
  // What is no list stays as it is, and does not pass.
  return Array.isArray(alarms)
    ? alarms.map((alarm: unknown) => (isRecord(alarm) ? migrate(alarm) : alarm))
    : alarms;
}

/** Version 0 is a file without a version, as somebody writes it by hand: an alarm's mode follows from its condition. */
function fromVersion0(file: Loose): Loose {
  const alarms = eachAlarm(file, (alarm) => ({
    mode: isRecord(alarm['condition']) ? modeOf(alarm['condition'] as unknown as Condition) : 'once',
    cooldownMs: defaultCooldownMs,
    ...alarm,
  }));
  return { pairs: [], ...file, schemaVersion: 1, alarms };
}

/** An alarm that rings once had no cooldown; it needs one from the day on which it repeats. */
function cooldownOf({ mode, cooldownMs }: Loose): unknown {
  if (typeof cooldownMs !== 'number' || cooldownMs >= shortestCooldownMs) return cooldownMs;
  return mode === 'repeat' ? shortestCooldownMs : defaultCooldownMs;
}

/** Version 2 brought the way back, urgency, note, expiry and pause of an alarm. */
function fromVersion1(file: Loose): Loose {
  const alarms = eachAlarm(file, (alarm) => ({ ...usualAlarm, ...alarm, cooldownMs: cooldownOf(alarm) }));
  return { ...file, schemaVersion: 2, alarms };
}

const migrations: Readonly<Record<number, (file: Loose) => Loose>> = { 0: fromVersion0, 1: fromVersion1 };

/**
 * Brings a settings file of any known version to the current one, unchecked.
 * @throws NewerDataError on one that is newer than this app, another error where there is no such version
 */
export function migrateRules(content: Loose): Loose {
  let file = content;
  let version: unknown = file['schemaVersion'] ?? 0;
  while (version !== currentVersion) {
    const migrate = typeof version === 'number' ? migrations[version] : undefined;
    if (migrate === undefined && typeof version === 'number' && version > currentVersion) {
      throw new NewerDataError('the settings file');
    }
    if (migrate === undefined) throw new Error('settings of no known version');
    file = migrate(file);
    version = file['schemaVersion'];
  }
  return file;
}
