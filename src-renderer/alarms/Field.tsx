import { type ReactNode, type RefObject, useId } from 'react';
import type { Problem } from './draft.ts';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly problem: Problem | null;
  readonly unit?: string;
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
}

/** A number as text: people write 58k and 1 000, which a number field would refuse. What is wrong is said right below. */
export function NumberField({ label, value, problem, unit, field, onChange }: TextFieldProps) {
  const id = useId();
  const problemId = useId();
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <span className="input-with-unit">
        <input
          ref={field}
          id={id}
          className="input"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={value}
          aria-invalid={problem !== null}
          aria-describedby={problem ? problemId : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit && <span className="unit">{unit}</span>}
      </span>
      {problem && (
        <p className="problem" id={problemId} role="alert">
          {problem.message}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: ReadonlyArray<readonly [T, string]>;
  readonly hideLabel?: boolean;
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, value, options, hideLabel, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: ReadonlyArray<readonly [T, ReactNode]>;
  readonly onChange: (value: T) => void;
}

/** A few choices side by side; radio buttons underneath, so that arrow keys work. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="unseen">{label}</legend>
      {options.map(([option, text]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
