import { type ReactNode, useId, useState } from 'react';
import { NumberField } from '../alarms/Field.tsx';
import { typed } from '../alarms/draft-of-alarm.ts';
import type { Answer } from './use-setting.ts';
import { parseNumber } from '../words/formats.ts';

/** What came of a change: saved, or why not. */
export function AnswerLine({ answer }: { readonly answer: Answer | null }) {
  return (
    <output className={answer?.refused ? 'problem setting-answer' : 'setting-answer'}>{answer?.text}</output>
  );
}

interface NumberSettingProps {
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  /** As the host has it; null: nothing was set, and the placeholder says what holds. */
  readonly value: number | null;
  readonly placeholder?: string;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  /** Decided elsewhere: shown, and not to be changed here. */
  readonly disabled?: boolean;
  /** What to say of a number outside of the limits. */
  readonly range: string;
  readonly answer: Answer | null;
  readonly onSave: (value: number) => void;
  /** Where nothing need be set: the field was emptied. */
  readonly onClear?: () => void;
  readonly onType: () => void;
}

interface Sent {
  readonly value: number;
  /** What the host had then. */
  readonly over: number | null;
}

/** A number that is saved when the field is left, or with Enter. */
export function NumberSetting(props: NumberSettingProps) {
  const { value, least, most, whole = false, range, answer, onSave, onClear, onType } = props;
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  /** On its way to the host: what was there before does not come back meanwhile. */
  const [sent, setSent] = useState<Sent | null>(null);
  if (sent !== null && (sent.over !== value || answer?.refused)) setSent(null);
  const shown = sent?.value ?? value;
  const save = () => {
    if (text === null) return;
    if (text.trim() === '' && onClear) {
      setText(null);
      setSent(null);
      if (value !== null) onClear();
      return;
    }
    const parsed = parseNumber(text);
    const fits = parsed.ok && parsed.value >= least && parsed.value <= most;
    if (!fits || (whole && !Number.isInteger(parsed.value))) {
      setProblem(range);
      return;
    }
    setText(null);
    if (parsed.value === shown) return;
    setSent({ value: parsed.value, over: value });
    onSave(parsed.value);
  };
  return (
    <form
      className="setting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <NumberField
        className="with-hint"
        label={props.label}
        hint={props.hint}
        unit={props.unit}
        value={text ?? (shown === null ? '' : typed(shown))}
        placeholder={props.placeholder}
        {...(props.disabled && { disabled: true })}
        problem={problem === '' ? null : { message: problem, empty: false }}
        onChange={(next) => {
          setText(next);
          setProblem('');
          onType();
        }}
        onDone={save}
      />
      <AnswerLine answer={answer} />
    </form>
  );
}

interface SwitchSettingProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly answer: Answer | null;
  readonly onSave: (on: boolean) => void;
}

export function SwitchSetting({ label, hint, on, answer, onSave }: SwitchSettingProps): ReactNode {
  const hintId = useId();
  return (
    <div className="setting">
      <div className="field with-hint">
        <label className="check">
          <input
            type="checkbox"
            checked={on}
            aria-describedby={hintId}
            onChange={(event) => onSave(event.target.checked)}
          />
          <span>{label}</span>
        </label>
        <small className="hint" id={hintId}>
          {hint}
        </small>
      </div>
      <AnswerLine answer={answer} />
    </div>
  );
}
