import { useEffect, useRef } from 'react';
import { Labelled, NumberField } from '../alarms/Field.tsx';
import { wrong } from '../alarms/problems.ts';
import { formatDuration } from '../words/formats.ts';
import { say } from '../words/say.ts';
import type { PanelFor, RingingFiring, SnoozeState } from './use-snooze.ts';

const choices = [5, 15, 60] as const;
const minuteMs = 60_000;

export interface SnoozePanelProps {
  readonly ringing: RingingFiring;
  readonly title: string;
  readonly snooze: SnoozeState;
  /** What it was opened for, which has the focus first. */
  readonly first: PanelFor;
  readonly onClose: () => void;
}

function Durations({ snooze }: Pick<SnoozePanelProps, 'snooze'>) {
  return (
    <div className="snooze-for">
      {choices.map((minutes) => {
        const duration = formatDuration(minutes * minuteMs);
        return (
          <button
            key={minutes}
            type="button"
            className="button"
            aria-label={say('snooze.for.label', { duration })}
            onClick={() => snooze.snoozeFor(minutes)}
          >
            {say('snooze.for', { duration })}
          </button>
        );
      })}
    </div>
  );
}

/** Silences one ring until a time, or unless it gets worse. */
export function SnoozePanel({ ringing, title, snooze, first, onClose }: SnoozePanelProps) {
  const { direction } = ringing.firing.proof;
  const time = useRef<HTMLInputElement>(null);
  const price = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The menu that opened it gives the focus back to its button first.
    const frame = requestAnimationFrame(() => (first === 'until' ? time : price).current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [first]);
  return (
    <fieldset className="snooze">
      <legend className="unseen">{say('snooze.panel', { title })}</legend>
      <div className="snooze-unless">
        <label className="check">
          <input
            type="checkbox"
            checked={snooze.unless}
            onChange={(event) => snooze.setUnless(event.target.checked)}
          />
          <span>{say('snooze.unless')}</span>
        </label>
        {snooze.unless && (
          <NumberField
            field={price}
            label={say(`snooze.worse.${direction}`, { quote: ringing.pair.quote })}
            value={snooze.price}
            problem={snooze.priceProblem === '' ? null : wrong(snooze.priceProblem)}
            onChange={snooze.setPrice}
          />
        )}
      </div>
      <Durations snooze={snooze} />
      <form
        className="snooze-until"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          snooze.snoozeUntil();
        }}
      >
        <Labelled
          label={say('snooze.until')}
          problem={snooze.timeProblem === '' ? null : wrong(snooze.timeProblem)}
        >
          {({ id, describedBy }) => (
            <input
              ref={time}
              id={id}
              type="time"
              className="input"
              value={snooze.time}
              aria-invalid={snooze.timeProblem !== ''}
              aria-describedby={describedBy}
              onChange={(event) => snooze.setTime(event.target.value)}
            />
          )}
        </Labelled>
        <button type="submit" className="button">
          {say('snooze.until.action')}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {say('snooze.panel.close')}
        </button>
      </form>
      <p role="alert" className="problem">
        {snooze.problem}
      </p>
    </fieldset>
  );
}
