import type { FeedResult } from '../feed.ts';

/** 32 MiB: above the largest real answer (Binance's whole exchangeInfo, some 20 MB), below what would hurt. */
export const maxBodyBytes = 32 * 1024 * 1024;

/** Reads one header of an answer by its name in lower case, null where it is missing. */
export type ReadHeader = (name: string) => string | null;

/** An answer with any status, read to its end. */
export interface Answer {
  readonly status: number;
  readonly header: ReadHeader;
  /** Decompressed, as UTF-8. */
  readonly body: string;
}

/**
 * One way out: a GET of `url`. Whatever comes in its place (nobody there, cut, too large, redirected elsewhere) is a
 * failure labelled with `label`, aborts included. Knows no time limit of its own, and rejects only on bugs.
 */
export type Transport = (url: string, label: string, signal: AbortSignal) => Promise<FeedResult<Answer>>;
