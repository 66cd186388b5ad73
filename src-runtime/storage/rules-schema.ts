import * as z from 'zod/mini';
import { type Condition, modeOf } from '../../src-core/condition.ts';
import { alarmRule, pair, settings } from '../../src-shared/contract/schemas.ts';
import { NewerDataError } from './newer-data.ts';

/** What the user typed: the settings file holds this and nothing else. */
export const rulesSchema = z.object({
  schemaVersion: z.literal(1),
  pairs: z.array(pair),
  alarms: z.array(alarmRule),
  settings,
});
export type Rules = z.output<typeof rulesSchema>;

export const currentVersion = 1;
export const usualSettings = {
  confirmPercent: 10,
  softenAfterMs: 600_000,
  ringLimitMs: null,
  tellBlind: true,
};
export const emptyRules: Rules = {
  schemaVersion: currentVersion,
  pairs: [],
  alarms: [],
  settings: usualSettings,
};

/** The silence after a firing where the user has set none, in ms. */
export const defaultCooldownMs = 60_000;

type Loose = Record<string, unknown>;

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Version 0 is a file without a version, as somebody writes it by hand: an alarm's mode follows from its condition. */
function fromVersion0(file: Loose): Loose {
  const alarms = Array.isArray(file['alarms']) ? file['alarms'] : [];
  return {
    pairs: [],
    ...file,
    schemaVersion: 1,
    alarms: alarms.map((alarm: unknown) =>
      isRecord(alarm)
        ? {
            mode: isRecord(alarm['condition']) ? modeOf(alarm['condition'] as unknown as Condition) : 'once',
            cooldownMs: defaultCooldownMs,
            ...alarm,
          }
        : alarm,
    ),
  };
}

const migrations: Readonly<Record<number, (file: Loose) => Loose>> = { 0: fromVersion0 };

function withoutRepeats<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

/**
 * Brings a settings file of any known version to the current one and checks it.
 * @throws NewerDataError on one that is newer than this app, another error on one that is damaged
 */
export function readRules(content: unknown): Rules {
  if (!isRecord(content)) throw new Error('not a settings file');
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
  const alarmsOfFile = Array.isArray(file['alarms']) ? file['alarms'] : [];
  const fields = { wayBack: 0.003, urgency: 'loud', note: '', expiresAt: null, paused: false };
  file = {
    ...file,
    settings: { ...usualSettings, ...(isRecord(file['settings']) ? file['settings'] : {}) },
    alarms: alarmsOfFile.map((one: unknown) =>
      isRecord(one)
        ? { ...fields, ...one, cooldownMs: Math.max(1_000, Number(one['cooldownMs'] ?? 60_000)) }
        : one,
    ),
  };
  const rules = rulesSchema.parse(file);
  // Nothing that this app writes names one twice, or an alarm without its pair; a hand might.
  const pairs = withoutRepeats(rules.pairs);
  const ids = new Set(pairs.map((one) => one.id));
  const alarms = withoutRepeats(rules.alarms).filter((alarm) => ids.has(alarm.pairId));
  return { ...rules, pairs, alarms };
}
