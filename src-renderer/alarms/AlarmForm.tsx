import { type ReactNode, useId, useState } from 'react';
import { conditionKinds } from '../../src-core/condition.ts';
import type { PairId } from '../../src-core/pair.ts';
import { MoreOptions } from './MoreOptions.tsx';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import { modeOfDraft } from './draft.ts';
import { Segments } from './Field.tsx';
import { ConditionFields } from './FormFields.tsx';
import { FormSays } from './FormSays.tsx';
import { Presets } from './Presets.tsx';
import { type AlarmFormState, useAlarmForm } from './use-alarm-form.ts';

const optionFields = ['cooldown', 'wayBack', 'note', 'expires'] as const;

interface Props {
  readonly form: AlarmFormState;
  readonly pair: ReceivedPair;
}

interface HeadProps extends Props {
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** How it rings, in two words; opens what most alarms do without. */
function useOptions({ draft, problems }: AlarmFormState) {
  const [open, setOpen] = useState(false);
  const id = useId();
  // What is wrong in there has to be seen.
  const shown = open || optionFields.some((field) => problems[field]);
  const summary = sayInView('options.head', {
    mode: sayInView(`options.head.${modeOfDraft(draft)}`),
    urgency: sayInView(`options.head.${draft.urgency}`),
  });
  const button = (
    <button
      type="button"
      className="button quiet small form-options-open"
      aria-expanded={shown}
      aria-controls={shown ? id : undefined}
      aria-label={sayInView('options.head.label', { summary })}
      onClick={() => setOpen(!open)}
    >
      {summary}
      <span className="caret" aria-hidden="true" />
    </button>
  );
  return { id, shown, button };
}

/** A form for every condition: its head with how it rings, and all below it. */
export function AlarmFormBody({ form, pair, title, children }: HeadProps) {
  const options = useOptions(form);
  return (
    <>
      <div className="card-title">
        {title}
        {options.button}
      </div>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {options.shown && (
          <div id={options.id} className="form-options-box">
            <MoreOptions form={form} />
          </div>
        )}
        <Segments
          label={sayInView('form.kind')}
          value={form.draft.kind}
          options={conditionKinds.map((kind) => [kind, sayInView(`form.kind.${kind}`)] as const)}
          onChange={(kind) => form.change({ kind })}
        />
        <div className="form-fields">
          <ConditionFields form={form} pair={pair} />
          <div className="form-buttons">{children}</div>
        </div>
        <Presets form={form} pair={pair} />
        <FormSays form={form} pair={pair} />
      </form>
    </>
  );
}

/** A new alarm, with a sentence that says what it will do. */
export function AlarmForm({ pairId }: { readonly pairId: PairId }) {
  const pair = useApp((state) => state.pairs[pairId]);
  const form = useAlarmForm({ pairId, alarmId: null });
  if (!pair) return null;
  return (
    <section className="card" aria-label={sayInView('form.title')} data-new-alarm>
      <AlarmFormBody form={form} pair={pair} title={<h3>{sayInView('form.title')}</h3>}>
        <button type="submit" className="button primary" aria-disabled={form.busy}>
          {sayInView('form.add')}
        </button>
      </AlarmFormBody>
    </section>
  );
}
