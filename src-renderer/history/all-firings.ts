import type { AppApi, Refusal, Reply } from '../../src-shared/contract/contract.ts';
import { listInput, type PastFiring, type Wanted } from './use-firings.ts';

/** As many as one answer may have. */
const pageSize = 200;

/** Every past firing that is wanted, newest first, page by page; or why they cannot be had. */
export async function allFirings(
  api: Pick<AppApi, 'call'>,
  wanted: Wanted,
): Promise<{ readonly ok: true; readonly firings: readonly PastFiring[] } | Refusal> {
  const firings: PastFiring[] = [];
  let before: number | null = null;
  for (;;) {
    const reply: Reply<'firings.list'> = await api.call('firings.list', listInput(wanted, before, pageSize));
    if (!reply.ok) return reply;
    const page: readonly PastFiring[] = reply.data.firings;
    firings.push(...page);
    // Those of one moment are on one page, so the next begins before them.
    before = page.at(-1)?.firing.t ?? null;
    if (page.length < pageSize || before === null) return { ok: true, firings };
  }
}
