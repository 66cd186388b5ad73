import { type FormEvent, useId, useRef, useState } from 'react';
import { pairLabel } from '../../src-core/pair.ts';
import type { CommandIn, Refusal } from '../../src-shared/contract/contract.ts';
import type { Candidate } from '../../src-shared/contract/schemas.ts';
import { useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { Candidates } from './Candidates.tsx';

const longest = 100;

type Problem = Pick<Refusal, 'message' | 'candidates'> & { readonly code?: Refusal['code'] };

function problemOf(text: string): Problem | null {
  if (text === '') return { message: say('add.empty') };
  return text.length > longest ? { message: say('add.tooLong') } : null;
}

/** Pairs with the same label are told apart by name, id and rank only. */
function shareLabels(candidates: readonly Candidate[]): boolean {
  return new Set(candidates.map((candidate) => candidate.label)).size < candidates.length;
}

/** Adds a pair by what was typed. What is wrong is said below the field, with the pairs that could be meant. */
export function AddPair() {
  const { api, store } = useServices();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const problemId = useId();

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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const typed = text.trim();
    const wrong = problemOf(typed);
    setProblem(wrong);
    if (wrong) field.current?.focus();
    else void add({ text: typed });
  };

  return (
    <form className="add" onSubmit={submit} noValidate>
      <label className="unseen" htmlFor={fieldId}>
        {say('add.label')}
      </label>
      <div className="add-line">
        <input
          ref={field}
          id={fieldId}
          className="input"
          value={text}
          placeholder={say('add.placeholder')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
            setDone('');
          }}
        />
        <button type="submit" className="button" aria-disabled={busy}>
          {say(busy ? 'add.busy' : 'add.action')}
        </button>
      </div>
      <div role="alert" id={problemId}>
        {problem && <p className="problem">{problem.message}</p>}
      </div>
      {problem?.candidates && problem.candidates.length > 0 && (
        <Candidates
          candidates={problem.candidates}
          detailed={problem.code === 'ambiguous' || shareLabels(problem.candidates)}
          onChoose={(id) => void add({ id })}
        />
      )}
      <output className="unseen">{done}</output>
    </form>
  );
}
