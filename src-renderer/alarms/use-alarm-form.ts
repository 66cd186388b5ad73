import { type RefObject, useEffect, useRef, useState } from 'react';
import type { AlarmId, AlarmView } from '../../src-core/alarm.ts';
import type { Condition } from '../../src-core/condition.ts';
import type { Refusal, Reply } from '../../src-shared/contract/contract.ts';
import { useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { type Draft, emptied } from './draft.ts';
import type { Problems } from './problems.ts';
import { type FormOf, useDraft } from './use-draft.ts';
import { usePreview } from './use-preview.ts';
import { fieldOf, type Reading, shownProblems, useReading, withRefusal } from './use-reading.ts';
import { changesOf, newAlarm, type Read } from './what-to-send.ts';

export interface AlarmFormState {
  readonly of: FormOf;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly reading: Reading;
  readonly condition: Condition | null;
  /** What the host says that such an alarm would do; null while it has said nothing. */
  readonly preview: AlarmView | null;
  /** Its condition holds already, as far as the host has said. */
  readonly alreadyTrue: boolean;
  /** The alarm that does the same. */
  readonly twin: AlarmId | null;
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

/** What has been done, said for a while. */
function useDone() {
  const [done, setDone] = useState('');
  useEffect(() => {
    if (done === '') return;
    const timer = setTimeout(() => setDone(''), saidMs);
    return () => clearTimeout(timer);
  }, [done]);
  return [done, setDone] as const;
}

/** What the host says of the form: before it is sent, and why it was refused. */
function saidOf(preview: Reply<'alarm.preview'> | null, refusal: Refusal | null, touched: boolean) {
  const refused = refusal ?? (preview?.ok === false ? preview : null);
  if (!preview?.ok) return { refused, preview: null, alreadyTrue: false, twin: refusal?.alarmId ?? null };
  const { alarm, alreadyTrue, twin } = preview.data;
  return { refused, preview: alarm, alreadyTrue, twin: refusal?.alarmId ?? (touched ? twin : null) };
}

/** @param onSaved called once a change is saved, or nothing was changed */
export function useAlarmForm(of: FormOf, onSaved?: (alreadyTrue: boolean, condition: Condition) => void) {
  const { api } = useServices();
  const drafting = useDraft(of);
  const { draft } = drafting;
  const reading = useReading(of, drafting);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  // What was added just now stands in the form still, and is no twin of itself.
  const [touched, setTouched] = useState(true);
  const [done, setDone] = useDone();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const preview = usePreview(of.pairId, reading.changed ? reading.condition : null);
  const said = saidOf(preview, refusal, touched);
  const { refused } = said;
  const refusedField = refused && fieldOf(refused, drafting);
  // Chosen for another condition, perhaps: it counts where it is offered.
  const ringNow = draft.ringNow && said.alreadyTrue;

  const change = (part: Partial<Draft>) => {
    drafting.change(part);
    setTouched(true);
    setRefusal(null);
    setDone('');
    if (part.kind) setTried(false);
  };
  const add = async (read: Read) => {
    const reply = await api.call('alarm.add', newAlarm(of.pairId, read, ringNow));
    if (!reply.ok) return setRefusal(reply);
    setTried(false);
    setDone(sayInView(addedKey(reply.data.alreadyTrue, ringNow, read.condition)));
    drafting.change(emptied);
    setTouched(false);
    field.current?.focus();
  };
  const save = async (read: Read) => {
    const changes = changesOf(reading.before, read);
    const nothing = Object.keys(changes).length === 0;
    if (nothing || of.alarmId === null) return onSaved?.(false, read.condition);
    const rings = ringNow && 'condition' in changes ? { ringNow: true } : {};
    const reply = await api.call('alarm.edit', { id: of.alarmId, ...changes, ...rings });
    if (!reply.ok) return setRefusal(reply);
    onSaved?.(reply.data.alreadyTrue && !ringNow, read.condition);
  };
  const submit = () => {
    if (busy) return;
    setTried(true);
    setRefusal(null);
    setDone('');
    if (!reading.read) return focusFirstProblem(field.current);
    setBusy(true);
    void (of.alarmId === null ? add : save)(reading.read).finally(() => setBusy(false));
  };

  return {
    of,
    draft,
    change,
    reading,
    condition: reading.condition,
    preview: said.preview,
    alreadyTrue: said.alreadyTrue,
    twin: said.twin,
    problems: withRefusal(shownProblems(reading.problems, tried), refused, refusedField),
    problem: refused && !refusedField ? refused.message : '',
    done,
    busy,
    submit,
    field,
  } satisfies AlarmFormState;
}

/** What to say of a new alarm; a move that was made already is used up, and counts from here. */
function addedKey(alreadyTrue: boolean, ringNow: boolean, { kind }: Condition) {
  if (!alreadyTrue) return 'form.added';
  if (ringNow) return 'form.added.rings';
  return kind === 'move' ? 'form.added.already.move' : 'form.added.already';
}

/** After the next paint, when what is wrong is marked. */
function focusFirstProblem(field: HTMLInputElement | null) {
  requestAnimationFrame(() => field?.form?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus());
}
