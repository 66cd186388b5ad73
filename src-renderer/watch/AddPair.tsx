import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import type { Candidate } from '../../src-shared/contract/schemas.ts';
import { useChoice } from '../search/use-choice.ts';
import { usePairSearch } from '../search/use-pair-search.ts';
import { say } from '../words/say.ts';
import { Candidates } from './Candidates.tsx';
import { FoundPairs, optionId } from './FoundPairs.tsx';
import css from './FoundPairs.module.css';
import { type Adding, useAdding } from './use-adding.ts';

/** Pairs with the same label are told apart by name, id and rank only. */
function shareLabels(candidates: readonly Candidate[]): boolean {
  return new Set(candidates.map((candidate) => candidate.label)).size < candidates.length;
}

interface FieldProps {
  readonly adding: Adding;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly problemId: string;
}

/** The field with the pairs that are found while somebody types: chosen by arrow keys and Enter, or by a click. */
function PairField({ adding, field, problemId }: FieldProps) {
  const { text, busy, problem, done } = adding;
  const found = usePairSearch(text).candidates;
  const [open, setOpen] = useState(false);
  const fieldId = useId();
  const listId = useId();
  const isOpen = open && !busy && problem === null && found.length > 0;
  const { active, setActive, walk } = useChoice(isOpen ? found.length : 0, text.trim(), -1);
  const choose = (place: number) => {
    const pair = found[place];
    if (!isOpen || pair === undefined) return;
    setOpen(false);
    adding.choose(pair);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') setOpen(false);
    if (event.key === 'Enter' && active !== -1) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'ArrowDown' && !isOpen) setOpen(true);
    else walk(event);
  };
  return (
    <>
      <label className="unseen" htmlFor={fieldId}>
        {say('add.label')}
      </label>
      <input
        ref={field}
        id={fieldId}
        className="input"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active === -1 ? undefined : optionId(listId, active)}
        value={text}
        placeholder={say('add.placeholder')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem ? problemId : undefined}
        onChange={(event) => {
          adding.type(event.target.value);
          setOpen(true);
        }}
        onKeyDown={onKey}
        onBlur={() => setOpen(false)}
      />
      {isOpen && (
        <FoundPairs id={listId} pairs={found} active={active} onActive={setActive} onChoose={choose} />
      )}
      <output className="unseen">{isOpen ? say('found.count', { count: found.length }) : done}</output>
    </>
  );
}

/** Adds a pair. What is wrong is said below the field, with the pairs that could be meant. */
export function AddPair() {
  const adding = useAdding();
  const { busy, problem } = adding;
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  return (
    <form
      className="add"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !adding.addTyped()) field.current?.focus();
      }}
    >
      <div className={`add-line ${css['anchor']}`}>
        <PairField adding={adding} field={field} problemId={problemId} />
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
          onChoose={adding.addInstead}
        />
      )}
    </form>
  );
}
