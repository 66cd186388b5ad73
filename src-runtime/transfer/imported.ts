import type { Alarm } from '../../src-core/alarm.ts';
import type { Pair } from '../../src-core/pair.ts';
import type { ImportPlan, RefusedPart } from '../../src-shared/contract/transfer.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import type { Loose } from '../storage/rules-migrations.ts';

/** What an import may ask its caller for. */
export interface ImportHelp {
  readonly say: HostSay;
  /** A name for an alarm that has none, or one that is taken. */
  readonly newId: () => string;
  /** Wall clock in epoch ms, for what does not say when it was made. */
  readonly now: number;
}

/** A pair of the file: whole, or under the names that the first app had for it. */
export type ImportedPair =
  | { readonly kind: 'whole'; readonly pair: Pair }
  | {
      readonly kind: 'named';
      /** What alarms of the file call it. */
      readonly key: string;
      /** As a user would type it. */
      readonly text: string;
      /** Ids of CoinGecko, where the file has them; `quoteId` null: a currency or a stable coin, `quote` says which. */
      readonly coin: {
        readonly baseId: string;
        readonly quoteId: string | null;
        readonly quote: string;
      } | null;
    }
  | { readonly kind: 'refused'; readonly key: string; readonly refused: RefusedPart };

/** An alarm of the file; its `pairId` is the file's own name for the pair until that is resolved. */
export type ImportedAlarm =
  | { readonly kind: 'whole'; readonly alarm: Alarm; readonly spareId: string }
  | { readonly kind: 'refused'; readonly refused: RefusedPart };

/** A file that could be read, before anything of this app was looked at. */
export interface ImportedFile {
  readonly from: ImportPlan['from'];
  readonly exportedAt: number | null;
  readonly pairs: readonly ImportedPair[];
  readonly alarms: readonly ImportedAlarm[];
  /** Settings that the file names, checked one by one. */
  readonly settings: { readonly given: Loose; readonly refused: readonly RefusedPart[] };
  readonly notes: readonly string[];
}

const longestShown = 80;

/** A text of the file as it may be shown. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const tidy = text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return tidy.length > longestShown ? `${tidy.slice(0, longestShown)}…` : tidy;
}

interface Issue {
  readonly path: readonly PropertyKey[];
}

/** The field that is wrong, for a sentence: `condition.price`. */
export function fieldOf(issues: readonly Issue[]): string {
  return shown(issues[0]?.path.map(String).join('.') ?? '') || '?';
}
