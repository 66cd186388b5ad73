import { useId, useRef, useState } from 'react';
import { useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import { alwaysRepeats, modeOfDraft, timeUnitNames, unfinished } from './draft.ts';
import { typed, typedDate } from './draft-of-alarm.ts';
import { Choice, Labelled, NumberField } from './Field.tsx';
import { longestNote, usesWayBack } from './read-options.ts';
import type { AlarmFormState } from './use-alarm-form.ts';
import { formatTypedPercent } from '../words/formats.ts';

export interface MoreOptionsProps {
  readonly form: AlarmFormState;
}

function Mode({ form: { draft, problems, change } }: MoreOptionsProps) {
  const mode = modeOfDraft(draft);
  return (
    <>
      {alwaysRepeats(draft) ? (
        <p className="field hint">{sayInView('options.mode.always')}</p>
      ) : (
        <Choice
          label={sayInView('options.mode')}
          value={mode}
          options={(['once', 'repeat'] as const).map(
            (each) => [each, sayInView(`options.mode.${each}`)] as const,
          )}
          onChange={(chosen) => change({ mode: chosen })}
        />
      )}
      {mode === 'repeat' && (
        <div className="number-with-unit">
          <NumberField
            label={sayInView('options.cooldown')}
            value={draft.cooldown}
            problem={problems.cooldown}
            onChange={(cooldown) => change({ cooldown })}
          />
          <Choice
            hideLabel
            label={sayInView('options.cooldown.unit')}
            value={draft.cooldownUnit}
            options={timeUnitNames.map((unit) => [unit, sayInView(`options.unit.${unit}`)] as const)}
            onChange={(cooldownUnit) => change({ cooldownUnit })}
          />
        </div>
      )}
    </>
  );
}

/** Shows what the host proposes as long as nobody typed anything. */
function WayBack({ form: { draft, problems, change, preview } }: MoreOptionsProps) {
  // The last one known: it must not blink while the next one is asked for.
  const [proposed, setProposed] = useState<number | null>(null);
  if (preview && preview.wayBack !== proposed) setProposed(preview.wayBack);
  if (!usesWayBack(draft)) return null;
  const percent = proposed === null ? null : Number((proposed * 100).toPrecision(3));
  const hint = [
    sayInView('options.wayBack.hint'),
    percent !== null &&
      draft.wayBack === '' &&
      sayInView('options.wayBack.proposed', { percent: formatTypedPercent(percent) }),
  ];
  return (
    <NumberField
      className="with-hint"
      label={sayInView('options.wayBack')}
      value={draft.wayBack}
      unit="%"
      placeholder={percent === null ? '' : typed(percent)}
      problem={problems.wayBack}
      hint={hint.filter(Boolean).join(' ')}
      onChange={(wayBack) => change({ wayBack })}
    />
  );
}

function Expires({ form: { draft, problems, change } }: MoreOptionsProps) {
  const { store } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const read = (from: HTMLInputElement) => {
    const next = from.validity?.badInput ? unfinished : from.value;
    if (next !== draft.expires) change({ expires: next });
  };
  const clear = () => {
    // Half a date is no value, and stays in the field unless it is told.
    if (input.current) input.current.value = '';
    change({ expires: '' });
    input.current?.focus();
  };
  return (
    <Labelled label={sayInView('options.expires')} problem={problems.expires} className="date">
      {({ id, describedBy }) => (
        <span className="date-line">
          <input
            ref={input}
            id={id}
            type="datetime-local"
            className="input"
            value={draft.expires === unfinished ? '' : draft.expires}
            min={typedDate(hostNow(store.getState())).slice(0, 16)}
            aria-invalid={Boolean(problems.expires)}
            aria-describedby={describedBy}
            onChange={(event) => read(event.target)}
            // A date without its time changes nothing that would be told.
            onKeyUp={(event) => read(event.currentTarget)}
            onBlur={(event) => read(event.currentTarget)}
          />
          {draft.expires !== '' && (
            <button type="button" className="button small" onClick={clear}>
              {sayInView('options.expires.clear')}
            </button>
          )}
        </span>
      )}
    </Labelled>
  );
}

function Note({ form: { draft, problems, change } }: MoreOptionsProps) {
  const count = useId();
  const used = draft.note.length;
  return (
    <Labelled label={sayInView('options.note')} problem={problems.note} className="whole-line">
      {({ id, describedBy }) => (
        <>
          <textarea
            id={id}
            className="input"
            rows={2}
            value={draft.note}
            aria-invalid={Boolean(problems.note)}
            aria-describedby={[describedBy, count].filter(Boolean).join(' ')}
            onChange={(event) => change({ note: event.target.value })}
          />
          <small id={count} className={used > longestNote ? 'hint warn' : 'hint'}>
            {sayInView('options.note.count', { used, most: longestNote })}
          </small>
        </>
      )}
    </Labelled>
  );
}

/** The less used parts of the form. */
export function MoreOptions({ form }: MoreOptionsProps) {
  const { draft, change } = form;
  return (
    <div className="form-options">
      <Choice
        label={sayInView('options.urgency')}
        value={draft.urgency}
        options={(['loud', 'normal', 'silent'] as const).map(
          (each) => [each, sayInView(`options.urgency.${each}`)] as const,
        )}
        onChange={(urgency) => change({ urgency })}
      />
      <Mode form={form} />
      <Expires form={form} />
      <WayBack form={form} />
      <Note form={form} />
    </div>
  );
}
