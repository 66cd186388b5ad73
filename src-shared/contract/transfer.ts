import * as z from 'zod/mini';
import { alarmRule, pair } from './schemas.ts';

/** No file to import is larger, in bytes: the first web app kept a day of prices beside its alarms. */
export const largestImportBytes = 64 * 1024 * 1024;

/** Where a host that is reached over HTTP takes a file to import (POST), and hands one out (GET). */
export const importAddress = '/app/import';
export const exportAddress = '/app/export';

/** What does not come in, and why, in words. */
const refusedPart = z.object({ what: z.string(), why: z.string() });
const settingValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What importing a file would change. Nothing that is there is ever removed, and no alarm is replaced. */
export const importPlan = z.object({
  /** Names this plan to `data.applyImport`. */
  token: z.string(),
  /** `first app`: the web app that this one follows. */
  from: z.enum(['this app', 'first app']),
  /** When the file was made, epoch ms; null where it does not say. */
  exportedAt: z.nullable(z.number()),
  /** `present`: watched already. */
  pairs: z.object({ added: z.array(pair), present: z.array(pair), refused: z.array(refusedPart) }),
  /** `present`: there is one with the same rule on the same pair. */
  alarms: z.object({
    added: z.array(alarmRule),
    present: z.array(alarmRule),
    refused: z.array(refusedPart),
  }),
  /** Names are paths: `confirmPercent`, `budgets.coingecko.perMonth`. */
  settings: z.object({
    changed: z.array(z.object({ name: z.string(), from: settingValue, to: settingValue })),
    refused: z.array(refusedPart),
  }),
  /** What the file holds and an import does not take over, a sentence each. */
  notes: z.array(z.string()),
});

export type ImportPlan = z.output<typeof importPlan>;
export type RefusedPart = z.output<typeof refusedPart>;
