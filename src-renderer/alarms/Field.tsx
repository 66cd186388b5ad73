import { type ReactNode, type RefObject, useId } from 'react';
import type { Problem } from './problems.ts';

interface LabelledProps {
  readonly label: string;
  readonly problem?: Problem | null | undefined;
  readonly hint?: ReactNode;
  readonly className?: string;
  readonly hideLabel?: boolean;
  readonly children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}

/** A field with its label above it, what is wrong with it right below, and what it is for below that. */
export function Labelled({ label, problem, hint, className, hideLabel, children }: LabelledProps) {
  const id = useId();
  const problemId = useId();
  const hintId = useId();
  const described = [problem && problemId, hint && hintId].filter(Boolean).join(' ');
  return (
    <div className={['field', problem && 'wrong', className].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      {children({ id, describedBy: described === '' ? undefined : described })}
      {problem && (
        <p className="problem" id={problemId} role="alert">
          {problem.message}
        </p>
      )}
      {hint && (
        <small className="hint" id={hintId}>
          {hint}
        </small>
      )}
    </div>
  );
}

interface TextFieldProps extends Pick<LabelledProps, 'label' | 'problem' | 'hint' | 'className'> {
  readonly value: string;
  readonly unit?: string;
  readonly placeholder?: string | undefined;
  readonly field?: RefObject<HTMLInputElement | null> | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
  readonly onDone?: () => void;
}

/** A number as text: people write 58k and 1 000, which a number field would refuse. */
export function NumberField(props: TextFieldProps) {
  const { value, problem, unit, placeholder, field, disabled, onChange, onDone } = props;
  return (
    <Labelled {...props}>
      {({ id, describedBy }) => (
        <span className="input-with-unit">
          <input
            ref={field}
            id={id}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            value={value}
            placeholder={placeholder}
            disabled={disabled}
            aria-invalid={Boolean(problem)}
            aria-describedby={describedBy}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onDone}
          />
          {unit && <span className="unit">{unit}</span>}
        </span>
      )}
    </Labelled>
  );
}

interface ChoiceProps<T extends string> extends Pick<LabelledProps, 'label' | 'hideLabel' | 'hint'> {
  readonly value: T;
  readonly disabled?: boolean;
  readonly options: ReadonlyArray<readonly [T, string]>;
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { value, options, disabled, onChange } = props;
  const choose = (text: string) => {
    const chosen = options.find(([option]) => option === text);
    if (chosen) onChange(chosen[0]);
  };
  return (
    <Labelled {...props}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className="input"
          value={value}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
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
