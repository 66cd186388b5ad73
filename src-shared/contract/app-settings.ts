import * as z from 'zod/mini';
import { type SourceId, sourceIds } from '../../src-core/pair.ts';
import { languageSettings } from '../words/language.ts';
import { numberFormats } from '../words/number-format.ts';
import { chartKinds, chartRange, chartSettings } from './chart.ts';
import { quietHours } from './hush.ts';
import './no-eval.ts';
import { soundChoices } from './sound.ts';
import { pairId } from './values.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const requests = z.nullable(z.int().check(z.gte(1), z.lte(1_000_000_000)));
const budget = z.object({ perMinute: z._default(requests, null), perMonth: z._default(requests, null) });

/** How often a source may be asked; null leaves it to the source's own default. */
export type Budget = z.output<typeof budget>;
export type Budgets = Readonly<Record<SourceId, Budget>>;

/** Every source, also those that nothing was said about. */
const budgets = z.pipe(
  z.partialRecord(z.enum(sourceIds), budget),
  z.transform((given): Budgets => {
    const all = sourceIds.map((id) => [id, given[id] ?? { perMinute: null, perMonth: null }]);
    return Object.fromEntries(all) as Budgets;
  }),
);

const confirmPercent = z.number().check(z.gte(1), z.lte(1_000));
const softenAfterMs = z.int().check(z.gte(minuteMs), z.lte(dayMs));
const ringLimitMs = z.nullable(z.int().check(z.gte(minuteMs), z.lte(dayMs)));

const language = z.enum(languageSettings);
const numbers = z.enum(['system', ...numberFormats]);

/** By what the list of pairs is sorted; `own`: as the user has put them. */
export const watchSorts = ['own', 'name', 'change', 'nearest'] as const;
const watchSort = z.enum(watchSorts);

/** How the app speaks; a page keeps a copy of it. */
export const styleSettings = z.object({ language, numbers });
/** A key of a source: what an HTTP header can carry, 1 to 200 characters. */
export const sourceKey = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/));

/** `auto`: Binance, then CoinGecko for what Binance does not list. Or one source for everything. */
export const sourceChoices = ['auto', ...sourceIds] as const;
export type SourceChoice = (typeof sourceChoices)[number];
const sourceChoice = z.enum(sourceChoices);
const pollMs = z.int().check(z.gte(1_000), z.lte(300_000));
const theme = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.output<typeof theme>;
const soundChoice = z.enum(soundChoices);
const soundVolume = z.int().check(z.gte(0), z.lte(100));
const trayPairs = z.nullable(z.array(pairId).check(z.maxLength(10)));
const usualQuietHours = { on: false, from: '22:00', to: '07:00', loudMayPass: false };

/** What the user has set beside pairs and alarms; what is missing stands at its default. */
export const appSettings = z.object({
  /** A quote further than this from the last accepted price waits for the next one, percent: 1 to 1,000. */
  confirmPercent: z._default(confirmPercent, 10),
  /** A loud ring grows softer after this long, in ms: 1 minute to 24 hours. */
  softenAfterMs: z._default(softenAfterMs, 10 * minuteMs),
  /** A ring ends by itself after this long, in ms: 1 minute to 24 hours; null: never. */
  ringLimitMs: z._default(ringLimitMs, null),
  /** Whether prices that cannot be seen are told in a notification. */
  tellBlind: z._default(z.boolean(), true),
  /** Whether rings are told by notifications at all. */
  notifications: z._default(z.boolean(), true),
  /** What is heard when a price rises, and when it falls. */
  soundUp: z._default(soundChoice, 'rise'),
  soundDown: z._default(soundChoice, 'fall'),
  /** How loud, percent. */
  soundVolume: z._default(soundVolume, 80),
  quietHours: z._default(quietHours, usualQuietHours),
  /** The pairs whose prices the tray shows, in this order; null: the first five. */
  trayPairs: z._default(trayPairs, null),
  /** Whether the price of the first of them stands beside the tray's picture, where the desktop has a place for it. */
  trayTitle: z._default(z.boolean(), true),
  /** Whether the tray lists the alarms that are nearest to ringing. */
  trayNearest: z._default(z.boolean(), true),
  budgets: z.prefault(budgets, {}),
  /** The language of everything that people read; `system`: that of the browser, or of the computer. */
  language: z._default(language, 'system'),
  /** How numbers are written; `system`: as the language has it. */
  numbers: z._default(numbers, 'system'),
  /** How charts are looked at. */
  chart: z.prefault(chartSettings, {}),
  /** Where pairs are looked up, unless the start of the app says (`app.fixed`). */
  source: z._default(sourceChoice, 'auto'),
  /** How often prices are asked for, in ms: 1 to 300 seconds; unless the start of the app says. */
  pollMs: z._default(pollMs, 15_000),
  theme: z._default(theme, 'system'),
  /** Whether the first start has been walked through, or skipped. */
  welcomed: z._default(z.boolean(), false),
  watchSort: z._default(watchSort, 'own'),
});
export type AppSettings = z.output<typeof appSettings>;

/** A change of settings: what is left out stays; budgets are set source by source. */
export const appSettingsChange = z.strictObject({
  confirmPercent: z.optional(confirmPercent),
  softenAfterMs: z.optional(softenAfterMs),
  ringLimitMs: z.optional(ringLimitMs),
  tellBlind: z.optional(z.boolean()),
  notifications: z.optional(z.boolean()),
  soundUp: z.optional(soundChoice),
  soundDown: z.optional(soundChoice),
  soundVolume: z.optional(soundVolume),
  /** The whole of it; from and to differ. */
  quietHours: z.optional(quietHours.check(z.refine(({ from, to }) => from !== to))),
  trayPairs: z.optional(trayPairs),
  trayTitle: z.optional(z.boolean()),
  trayNearest: z.optional(z.boolean()),
  budgets: z.optional(
    z.partialRecord(z.enum(sourceIds), z.strictObject({ perMinute: requests, perMonth: requests })),
  ),
  language: z.optional(language),
  numbers: z.optional(numbers),
  chart: z.optional(z.strictObject({ kind: z.enum(chartKinds), range: chartRange })),
  source: z.optional(sourceChoice),
  pollMs: z.optional(pollMs),
  theme: z.optional(theme),
  welcomed: z.optional(z.boolean()),
  watchSort: z.optional(watchSort),
});

export const defaultSettings: AppSettings = appSettings.parse({});
