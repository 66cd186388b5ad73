import { type ReactNode, useState } from 'react';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { MoreOptions, Replay } from '../shell/parts.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { modeOfDraft } from './draft.ts';
import { Segments } from './Field.tsx';
import { ConditionFields } from './FormFields.tsx';
import { previewSentence } from './sentences.ts';
import { type AlarmFormState, useAlarmForm } from './use-alarm-form.ts';

const kinds = ['target', 'channel', 'extreme', 'move', 'step'] as const;
const optionFields = ['cooldown', 'wayBack', 'note', 'expires'] as const;

interface Props {
  readonly form: AlarmFormState;
  readonly pair: ReceivedPair;
}

/** Where the condition holds already: now, or on the next crossing. */
function AlreadyThere({ form: { preview, draft, change } }: Pick<Props, 'form'>) {
  if (preview?.reason.code !== 'already true') return null;
  return (
    <Segments
      label={say('form.already')}
      value={draft.ringNow ? 'now' : 'next'}
      options={(['next', 'now'] as const).map((each) => [each, say(`form.already.${each}`)] as const)}
      onChange={(when) => change({ ringNow: when === 'now' })}
    />
  );
}

function FormSentence({ form, pair }: Props) {
  const { condition, preview, draft } = form;
  const text = condition
    ? previewSentence(pair, condition, { preview, ringNow: draft.ringNow })
    : say(`form.incomplete.${draft.kind}`, { pair: pairLabel(pair) });
  return (
    <div className="form-says">
      <p>
        <Rich text={text} />
      </p>
      <AlreadyThere form={form} />
      <p role="alert" className="problem">
        {form.problem}
      </p>
      <output>{form.done}</output>
    </div>
  );
}

/** What most alarms do without; open as soon as something in it is wrong. */
function More({ form }: Pick<Props, 'form'>) {
  const [open, setOpen] = useState(false);
  const shown = open || optionFields.some((field) => form.problems[field]);
  return (
    <details className="form-more" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('form.more')}</summary>
      {shown && <MoreOptions form={form} />}
    </details>
  );
}

/** What is asked of a form beside adding it: how often it would have rung. */
function Past({ form }: Pick<Props, 'form'>) {
  const { read } = form.reading;
  const key = read && JSON.stringify([read.condition, read.options.wayBack, read.options.cooldownMs]);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div className="form-past">
      <button
        type="button"
        className="button small"
        aria-disabled={read === null}
        onClick={() => (read === null ? form.submit() : setAsked(key))}
      >
        {say('form.replay')}
      </button>
      {read && key !== null && asked === key && (
        <Replay key={key} pairId={form.of.pairId} read={read} wayBack={form.preview?.wayBack ?? null} />
      )}
    </div>
  );
}

/** Everything between the head of a form and its buttons. */
export function AlarmFormBody({ form, pair, children }: Props & { readonly children: ReactNode }) {
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <Segments
        label={say('form.kind')}
        value={form.draft.kind}
        options={kinds.map((kind) => [kind, say(`form.kind.${kind}`)] as const)}
        onChange={(kind) => form.change({ kind })}
      />
      <div className="form-fields">
        <ConditionFields form={form} pair={pair} />
        <div className="form-buttons">{children}</div>
      </div>
      <FormSentence form={form} pair={pair} />
      <More form={form} />
      <Past form={form} />
    </form>
  );
}

/** A new alarm, with a sentence that says what it will do. */
export function AlarmForm({ pairId }: { readonly pairId: PairId }) {
  const pair = useApp((state) => state.pairs[pairId]);
  const form = useAlarmForm({ pairId, alarmId: null });
  if (!pair) return null;
  return (
    <section className="card" aria-label={say('form.title')}>
      <div className="card-title">
        <h3>{say('form.title')}</h3>
        <span className="card-hint">
          {say(modeOfDraft(form.draft) === 'repeat' ? 'form.repeat' : 'form.once')}
        </span>
      </div>
      <AlarmFormBody form={form} pair={pair}>
        <button type="submit" className="button primary" aria-disabled={form.busy}>
          {say('form.add')}
        </button>
      </AlarmFormBody>
    </section>
  );
}
