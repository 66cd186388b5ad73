import type { Rules } from '../storage/rules-schema.ts';
import { writeAlarm, writePair } from './readable.ts';

export const appMark = 'crypto-price-alarm';

/**
 * Everything the user typed as one readable file, which `readImport` reads again. Its version is that of the rules in it.
 * @param now wall clock in epoch ms
 */
export function exportText({ schemaVersion, pairs, alarms, settings }: Rules, now: number): string {
  // Whether somebody was welcomed here says nothing of another computer.
  const { welcomed: _welcomed, ...wishes } = settings;
  const file = {
    app: appMark,
    version: schemaVersion,
    exportedAt: new Date(now).toISOString(),
    pairs: pairs.map(writePair),
    alarms: alarms.map(writeAlarm),
    settings: wishes,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** `crypto-price-alarm-2026-01-05.json`. */
export function exportName(now: number): string {
  return `${appMark}-${new Date(now).toISOString().slice(0, 10)}.json`;
}
