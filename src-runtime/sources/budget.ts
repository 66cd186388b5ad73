import * as z from 'zod/mini';
import type { FeedError } from '../../src-feeds/feed.ts';
import type { BudgetView } from '../../src-shared/contract/schemas.ts';
import type { Clock } from '../clock.ts';
import { elapsed, type Mark, markOf } from './elapsed.ts';
import type { BudgetLimits } from './limits.ts';
import { createMinute, minuteMs, type Used } from './minute.ts';
import { evenlySpread, leftOfMonth, type Month, monthAt } from './month.ts';

/** What a request is for. Quotes come first, then what somebody or a running minute waits for, past prices last. */
export type Purpose = 'quotes' | 'urgent' | 'history';

/** What one source may still be asked, in its own count. */
export interface Budget {
  /** How long a request must wait, in ms: 0 for not at all, infinite for ever. */
  readonly waitFor: (weight: number, purpose: Purpose) => number;
  /** Counts a request that is made now; whatever becomes of it, nothing is given back. */
  readonly take: (weight: number, purpose: Purpose) => void;
  /** What the source says that the whole address has used in this minute; null where it says nothing. */
  readonly told: (used: number | null) => void;
  /** How far apart quotes of a weight may come: as wanted, or longer where that would break the budget. In ms. */
  readonly intervalFor: (wantedMs: number, weight: number) => number;
  /** Null for a source that may be asked without end. */
  readonly status: () => BudgetView | null;
}

export interface BudgetOptions {
  readonly limits: BudgetLimits | null;
  readonly clock: Clock;
  /** What was saved last, unchecked. */
  readonly load: () => unknown;
  /** Called after each request that was counted, with what is to be loaded in the next run. */
  readonly save: (memory: BudgetMemory) => void;
}

const count = z.number().check(z.nonnegative());
const memorySchema = z.object({
  minute: z.array(z.tuple([count, count, count])),
  month: z.nullable(z.object({ name: z.string(), quotes: count, extra: count })),
});
export type BudgetMemory = z.output<typeof memorySchema>;

/** Of a minute: what quotes may take at most when their interval is chosen, and what past prices leave to others. */
const shareOfQuotes = 0.6;
const shareLeftByHistory = 0.2;
/** Of a month: what everything but quotes may take. */
const shareOfExtras = 0.1;
/** Of an address: this much of it is enough; the rest is for what has not been told yet. */
const shareOfAddress = 0.95;

/** What a request is told that the budget has no room for; `waitMs` as `Budget.waitFor` has it. */
export function overBudget(waitMs: number): FeedError {
  const retryAfterMs = Number.isFinite(waitMs) ? waitMs : minuteMs;
  const detail = 'not asked: the budget is used up';
  return { kind: 'rate-limited', cause: 'budget', retryable: true, retryAfterMs, detail };
}

const unlimited: Budget = {
  waitFor: () => 0,
  take: () => {},
  told: () => {},
  intervalFor: (wantedMs) => wantedMs,
  status: () => null,
};

export function createBudget({ limits, clock, load, save }: BudgetOptions): Budget {
  if (limits === null) return unlimited;
  const parsed = memorySchema.safeParse(load());
  const minute = createMinute(clock, parsed.success ? parsed.data.minute : []);
  let address: { readonly used: number; readonly mark: Mark } | null = null;
  let month: Month | null = parsed.success ? parsed.data.month : null;
  /** What quotes will need of the next minute. */
  let reserved = 0;
  let stretchedToMs: number | null = null;

  const monthNow = () => {
    month = monthAt(clock.now(), month);
    return month;
  };

  const fitsMinute = (weight: number, purpose: Purpose) => (used: Used) => {
    const { perMinute } = limits;
    // More than fits is better asked for once in a while than never.
    if (purpose === 'quotes') return used.quotes + used.extra + weight <= Math.max(perMinute, weight);
    const left = purpose === 'history' ? Math.floor(perMinute * shareLeftByHistory) : 0;
    return used.extra + weight + Math.max(used.quotes, reserved) <= perMinute - left;
  };

  const monthWait = (weight: number, purpose: Purpose): number => {
    if (limits.perMonth === null) return 0;
    const { quotes, extra } = monthNow();
    const fits =
      quotes + extra + weight <= limits.perMonth &&
      (purpose === 'quotes' || extra + weight <= limits.perMonth * shareOfExtras);
    return fits ? 0 : leftOfMonth(clock.now());
  };

  const addressWait = (weight: number): number => {
    const { ofAddress } = limits;
    if (ofAddress === null || address === null) return 0;
    const fits = address.used + weight <= ofAddress * shareOfAddress;
    // It counts minutes of its own, so a minute later all of it is given back.
    return fits ? 0 : Math.max(0, minuteMs - elapsed(clock, address.mark));
  };

  const monthInterval = (weight: number): number => {
    if (limits.perMonth === null) return 0;
    const { quotes, extra } = monthNow();
    const left = (limits.perMonth - quotes - extra) * (1 - shareOfExtras);
    return evenlySpread(left, weight, leftOfMonth(clock.now()));
  };

  return {
    waitFor: (weight, purpose) =>
      weight === 0
        ? 0
        : Math.max(
            minute.waitUntil(fitsMinute(weight, purpose)),
            addressWait(weight),
            monthWait(weight, purpose),
          ),
    take(weight, purpose) {
      if (weight === 0) return;
      const used = purpose === 'quotes' ? { quotes: weight, extra: 0 } : { quotes: 0, extra: weight };
      minute.add(used);
      const { name, quotes, extra } = monthNow();
      month = { name, quotes: quotes + used.quotes, extra: extra + used.extra };
      save({ minute: minute.stored(), month: limits.perMonth === null ? null : month });
    },
    told(used) {
      if (used !== null) address = { used, mark: markOf(clock) };
    },
    intervalFor(wantedMs, weight) {
      const inMinute = Math.floor((limits.perMinute * shareOfQuotes) / weight);
      const forMinute =
        inMinute >= 1 ? Math.ceil(minuteMs / inMinute) : minuteMs * Math.ceil(weight / limits.perMinute);
      const intervalMs = Math.max(wantedMs, forMinute, monthInterval(weight));
      stretchedToMs = intervalMs > wantedMs ? intervalMs : null;
      reserved = Math.min(Math.ceil(minuteMs / intervalMs) * weight, limits.perMinute);
      return intervalMs;
    },
    status() {
      const { quotes, extra } = minute.used();
      const inMonth = monthNow();
      return {
        perMinute: { limit: limits.perMinute, used: quotes + extra },
        perMonth:
          limits.perMonth === null ? null : { limit: limits.perMonth, used: inMonth.quotes + inMonth.extra },
        stretchedToMs,
      };
    },
  };
}
