import { useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import type { CommandIn, Refusal } from '../../src-shared/contract/contract.ts';
import type { Candidate } from '../../src-shared/contract/schemas.ts';
import { useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

const longest = 100;

export type Problem = Pick<Refusal, 'message' | 'candidates'> & { readonly code?: Refusal['code'] };

function problemOf(text: string): Problem | null {
  if (text === '') return { message: say('add.empty') };
  return text.length > longest ? { message: say('add.tooLong') } : null;
}

export interface Adding {
  readonly text: string;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** What was done last, in words. */
  readonly done: string;
  readonly type: (text: string) => void;
  /** Adds what was typed; false where it cannot be a pair, which `problem` tells. */
  readonly addTyped: () => boolean;
  /** Adds a pair that was offered instead of what was typed. */
  readonly addInstead: (id: PairId) => void;
  /** Adds a pair that was found; one that is watched already is brought up. */
  readonly choose: (pair: Pick<Candidate, 'id'>) => void;
}

/** What was typed for a new pair, what became of it, and how it is added. */
export function useAdding(): Adding {
  const { api, store } = useServices();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState('');
  const add = async (input: CommandIn<'pair.add'>) => {
    setBusy(true);
    setProblem(null);
    const reply = await api.call('pair.add', input);
    setBusy(false);
    if (!reply.ok) {
      setProblem(reply);
      return;
    }
    setText('');
    setDone(say('add.done', { pair: pairLabel(reply.data.pair) }));
    store.getState().select(reply.data.pair.id);
  };
  return {
    text,
    busy,
    problem,
    done,
    type: (next) => {
      setText(next);
      setProblem(null);
      setDone('');
    },
    addTyped: () => {
      const typed = text.trim();
      const wrong = problemOf(typed);
      setProblem(wrong);
      if (wrong === null) void add({ text: typed });
      return wrong === null;
    },
    addInstead: (id) => void add({ id }),
    choose: ({ id }) => {
      if (store.getState().pairs[id] === undefined) void add({ id });
      else {
        setText('');
        store.getState().select(id);
      }
    },
  };
}
