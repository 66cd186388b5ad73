import { modeOf } from '../../src-core/condition.ts';
import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { directionOf } from './draft.ts';
import { Segments } from './Field.tsx';
import { ExtremeFields, MoveFields, TargetFields } from './FormFields.tsx';
import { previewSentence } from './sentences.ts';
import { type AlarmFormState, useAlarmForm } from './use-alarm-form.ts';

const kinds = ['target', 'extreme', 'move'] as const;

function FormSentence({ form, pair }: { readonly form: AlarmFormState; readonly pair: ReceivedPair }) {
  const preview = form.preview?.ok ? form.preview.data.alarm : null;
  const text = form.condition
    ? previewSentence(pair, form.condition, preview)
    : say(`form.incomplete.${form.draft.kind}`, { pair: pairLabel(pair) });
  return (
    <div className="form-says">
      <p>
        <Rich text={text} />
      </p>
      <p role="alert" className="problem">
        {form.problem}
      </p>
      <output>{form.done}</output>
    </div>
  );
}

function Fields({ form, pair }: { readonly form: AlarmFormState; readonly pair: ReceivedPair }) {
  const { draft } = form;
  if (draft.kind === 'target') {
    const direction = directionOf(draft, pair.price);
    return <TargetFields {...form} quote={pair.quote} direction={direction} />;
  }
  return draft.kind === 'extreme' ? <ExtremeFields {...form} /> : <MoveFields {...form} />;
}

/** A new alarm in one of three forms, with a sentence that says what it will do. */
export function AlarmForm({ pairId }: { readonly pairId: PairId }) {
  const pair = useApp((state) => state.pairs[pairId]);
  const form = useAlarmForm(pairId);
  if (!pair) return null;
  const repeats = form.condition !== null && modeOf(form.condition) === 'repeat';
  return (
    <section className="card">
      <h3 className="card-title">
        {say('form.title')}
        <span className="card-hint">{say(repeats ? 'form.repeat' : 'form.once')}</span>
      </h3>
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
        <Fields form={form} pair={pair} />
        <button type="submit" className="button primary form-add" aria-disabled={form.busy}>
          {say('form.add')}
        </button>
        <FormSentence form={form} pair={pair} />
      </form>
    </section>
  );
}
