import { Labelled, NumberField } from '../alarms/Field.tsx';
import { wrong } from '../alarms/problems.ts';
import { say } from '../words/say.ts';
import { type RingingFiring, useSnooze } from './use-snooze.ts';
import { formatDuration } from '../words/formats.ts';

const choices = [5, 15, 60] as const;
const minuteMs = 60_000;

/** Silences one ring for a while, or until it gets worse. */
export function SnoozePanel({ ringing }: { readonly ringing: RingingFiring }) {
  const snooze = useSnooze(ringing);
  const { direction } = ringing.firing.proof;
  return (
    <div className="snooze">
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
      </form>
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
            label={say(`snooze.worse.${direction}`, { quote: ringing.pair.quote })}
            value={snooze.price}
            problem={snooze.priceProblem === '' ? null : wrong(snooze.priceProblem)}
            onChange={snooze.setPrice}
          />
        )}
      </div>
      <p role="alert" className="problem">
        {snooze.problem}
      </p>
    </div>
  );
}
