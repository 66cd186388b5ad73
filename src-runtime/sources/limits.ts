import type { SourceId } from '../../src-core/pair.ts';
import type { Budget as BudgetSetting } from '../../src-shared/contract/app-settings.ts';

/** How much may be asked of a source, in the source's own count (weight; most count a request as one). */
export interface BudgetLimits {
  /** In any 60 seconds, by this app. */
  readonly perMinute: number;
  /** In a calendar month (UTC), by this app; null where the source counts no months. */
  readonly perMonth: number | null;
  /** In a minute, by everybody at this address, where the source tells how much that is; null where it does not. */
  readonly ofAddress: number | null;
}

export type SourceLimits = Readonly<Record<SourceId, BudgetLimits | null>>;

/** The limits of a source with what the user has set of them; a change counts from the next request on. */
export function limitsAsSet(usual: BudgetLimits | null, setBudget: () => BudgetSetting): BudgetLimits | null {
  if (usual === null) return null;
  return {
    get perMinute() {
      return setBudget().perMinute ?? usual.perMinute;
    },
    get perMonth() {
      return setBudget().perMonth ?? usual.perMonth;
    },
    ofAddress: usual.ofAddress,
  };
}

/** A fifth of what Binance grants an address, so that other programs there have theirs. */
const binance: BudgetLimits = { perMinute: 1_200, perMonth: null, ofAddress: 6_000 };
/** 5 to 15 a minute were reported without a key, for everybody at the address together: the least of it. */
const withoutKey: BudgetLimits = { perMinute: 5, perMonth: null, ofAddress: null };
/** The older texts' 30 a minute and 10,000 a month; the newest page says 100 a minute. */
const withDemoKey: BudgetLimits = { perMinute: 30, perMonth: 10_000, ofAddress: null };

/** What sources grant (facts about every API, with sources: the market data API facts, 1.2 and 2.2). */
export function usualLimits({
  coingeckoKey,
}: {
  /** Asked each time where it is a function: a key may be set while the app runs. */
  readonly coingeckoKey: boolean | (() => boolean);
}): SourceLimits {
  const granted = () =>
    (typeof coingeckoKey === 'function' ? coingeckoKey() : coingeckoKey) ? withDemoKey : withoutKey;
  const coingecko: BudgetLimits = {
    get perMinute() {
      return granted().perMinute;
    },
    get perMonth() {
      return granted().perMonth;
    },
    ofAddress: null,
  };
  return { binance, coingecko, simulated: null };
}
