import { useEffect, useState } from 'react';
import type { SourceId } from '../../src-core/pair.ts';
import type { FoundPair } from '../../src-shared/contract/schemas.ts';
import { useServices } from '../store/context.tsx';

/** Long enough that somebody who types fast asks once for a word, short enough not to be noticed. */
const restMs = 60;
/** A list that was not at hand may be soon. */
const againMs = 2_000;
const mostAgain = 5;
const longestText = 100;

export interface PairSearch {
  readonly candidates: readonly FoundPair[];
  /** The text that they were found by: while another one is being typed they stay. */
  readonly of: string;
  /** Sources that could not be searched. */
  readonly missing: readonly SourceId[];
}

const nothing: PairSearch = { candidates: [], of: '', missing: [] };

/** Pairs that are meant by what is being typed; the answer to the last text wins, whenever it comes. */
export function usePairSearch(typed: string, limit = 8): PairSearch {
  const { api } = useServices();
  const text = typed.trim();
  const [found, setFound] = useState(nothing);
  const searchable = text !== '' && text.length <= longestText;
  useEffect(() => {
    if (!searchable) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (again: number) => {
      const reply = await api.call('symbols.search', { text, limit });
      if (!wanted) return;
      const { candidates, missing } = reply.ok ? reply.data : nothing;
      setFound({ candidates, of: text, missing });
      if (missing.length > 0 && again < mostAgain) timer = setTimeout(() => void ask(again + 1), againMs);
    };
    timer = setTimeout(() => void ask(0), restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [api, text, limit, searchable]);
  return searchable ? found : nothing;
}
