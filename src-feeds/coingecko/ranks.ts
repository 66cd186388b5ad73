import * as z from 'zod/mini';
import type { HttpClient } from '../http.ts';

// `/coins/markets?vs_currency=usd` (official OpenAPI file of 2026-06-22): the largest first, 250 in one answer at most.
const rows = z.array(z.unknown());
const ranked = z.object({ id: z.string(), market_cap_rank: z.int().check(z.positive()) });
const most = '250';

/**
 * Market ranks by coin id, of the largest coins; empty where they cannot be had. They only say which coin is likelier
 * meant, so a list without them is no failure.
 */
export async function askRanks(http: HttpClient, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const answer = await http.get({
    path: '/api/v3/coins/markets',
    query: { vs_currency: 'usd', order: 'market_cap_desc', per_page: most, page: '1' },
    schema: rows,
    signal,
  });
  if (!answer.ok) return new Map();
  const read = answer.value.map((row) => z.safeParse(ranked, row));
  return new Map(read.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.market_cap_rank]])));
}
