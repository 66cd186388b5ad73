import * as z from 'zod/mini';
import { appSettings, defaultSettings, sourceKey } from '../../src-shared/contract/app-settings.ts';
import { alarmRule, pair } from '../../src-shared/contract/schemas.ts';
import { currentVersion, isRecord, migrateRules } from './rules-migrations.ts';

/** What the user typed: the settings file holds this and nothing else. */
export const rulesSchema = z.object({
  schemaVersion: z.literal(currentVersion),
  pairs: z.array(pair),
  alarms: z.array(alarmRule),
  settings: z._default(appSettings, defaultSettings),
  /** Keys of sources: written nowhere but here, and absent where none is set. */
  // oxlint-disable-next-line promise/valid-params -- no promise
  keys: z.optional(z.catch(z.object({ coingecko: z.optional(sourceKey) }), {})),
});
export type Rules = z.output<typeof rulesSchema>;

export const emptyRules: Rules = {
  schemaVersion: currentVersion,
  pairs: [],
  alarms: [],
  settings: defaultSettings,
};

/** The text of a settings file, as conf writes it. */
export function textOf(rules: Rules): string {
  return JSON.stringify(rules, null, '\t');
}

function withoutRepeats<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

/**
 * Brings a settings file of any known version to the current one and checks it.
 * @throws NewerDataError on one that is newer than this app, another error on one that is damaged
 */
export function readRules(content: unknown): Rules {
  if (!isRecord(content)) throw new Error('not a settings file');
  const migrated = migrateRules(content);
  // Written by something else, or what is left of a file: taken for an app without pairs it would be lost.
  if (!('pairs' in content || 'alarms' in content)) throw new Error('not a settings file');
  const rules = rulesSchema.parse(migrated);
  // Nothing that this app writes names one twice, or an alarm without its pair; a hand might.
  const pairs = withoutRepeats(rules.pairs);
  const ids = new Set(pairs.map((one) => one.id));
  const alarms = withoutRepeats(rules.alarms).filter((alarm) => ids.has(alarm.pairId));
  return { ...rules, pairs, alarms };
}
