import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Condition } from '../../src-core/condition.ts';
import { formatLevel } from '../../src-core/numbers/format-number.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Refusal } from '../../src-shared/contract/contract.ts';
import { useActions, useApp, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { type Draft, emptyDraft, type Field, type Problem, type Problems, readDraft } from './draft.ts';
import { usePreview } from './use-preview.ts';

/** The field that a refusal of the host is about. */
function fieldOf(refusal: Refusal): Field | null {
  return refusal.code === 'window-too-short' ? 'window' : null;
}

/** What is said beside the fields: nothing about empty ones until somebody tried to send them. */
function shownProblems(problems: Problems, tried: boolean): Problems {
  const shown = Object.entries(problems).filter(([, problem]) => tried || !problem.empty);
  return Object.fromEntries(shown);
}

function withRefusal(problems: Problems, refusal: Refusal | null): Problems {
  const field = refusal && fieldOf(refusal);
  if (!refusal || !field) return problems;
  return { ...problems, [field]: { message: refusal.message, empty: false } satisfies Problem };
}

function examplePrice(price: number | null, tickSize: number | null): string {
  return price === null ? '0.5' : formatLevel(Number(price.toPrecision(2)), tickSize);
}

export interface AlarmFormState {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly condition: Condition | null;
  readonly preview: ReturnType<typeof usePreview>;
  readonly problems: Problems;
  /** A refusal that belongs to no field. */
  readonly problem: string;
  readonly done: string;
  readonly busy: boolean;
  readonly submit: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Long enough to be read; later it would seem to speak of another alarm. */
const saidMs = 10_000;

export function useAlarmForm(pairId: PairId): AlarmFormState {
  const { api } = useServices();
  const price = useApp((state) => state.pairs[pairId]?.price ?? null);
  const tickSize = useApp((state) => state.pairs[pairId]?.tickSize ?? null);
  const draft = useApp((state) => state.drafts[pairId] ?? emptyDraft);
  const { changeDraft } = useActions();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  useEffect(() => {
    if (done === '') return;
    const timer = setTimeout(() => setDone(''), saidMs);
    return () => clearTimeout(timer);
  }, [done]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const read = readDraft(draft, price, examplePrice(price, tickSize));
  const condition = read.ok ? read.condition : null;
  const preview = usePreview(pairId, condition);
  const refused = refusal ?? (preview?.ok === false ? preview : null);

  const change = (part: Partial<Draft>) => {
    changeDraft(pairId, part);
    setRefusal(null);
    setDone('');
    if (part.kind) setTried(false);
  };
  const add = async (wanted: Condition) => {
    setBusy(true);
    const reply = await api.call('alarm.add', { pairId, condition: wanted });
    setBusy(false);
    if (!reply.ok) {
      setRefusal(reply);
      return;
    }
    setTried(false);
    setDone(say(addedKey(reply.data.alreadyTrue, wanted)));
    changeDraft(pairId, { price: '', direction: null });
    field.current?.focus();
  };
  const submit = () => {
    if (busy) return;
    setTried(true);
    setRefusal(null);
    setDone('');
    if (condition) void add(condition);
    else focusFirstProblem(field.current);
  };

  return {
    draft,
    change,
    condition,
    preview,
    problems: withRefusal(read.ok ? {} : shownProblems(read.problems, tried), refused),
    problem: refused && !fieldOf(refused) ? refused.message : '',
    done,
    busy,
    submit,
    field,
  };
}

/** What to say of a new alarm; a move that was made already is used up, and counts from here. */
function addedKey(alreadyTrue: boolean, { kind }: Condition) {
  if (!alreadyTrue) return 'form.added';
  return kind === 'move' ? 'form.added.already.move' : 'form.added.already';
}

/** After the next paint, when what is wrong is marked. */
function focusFirstProblem(field: HTMLInputElement | null) {
  requestAnimationFrame(() => field?.form?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus());
}
