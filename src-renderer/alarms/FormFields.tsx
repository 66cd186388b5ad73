import { assertNever } from '../../src-core/assert-never.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import { directionOf, timeUnitNames, usesWindow } from './draft.ts';
import { Choice, NumberField } from './Field.tsx';
import type { AlarmFormState } from './use-alarm-form.ts';

interface Props {
  readonly form: AlarmFormState;
  readonly pair: ReceivedPair;
}

const directions = ['up', 'down', 'any'] as const;

function TargetFields({ form: { draft, problems, change, field }, pair }: Props) {
  return (
    <>
      <NumberField
        field={field}
        label={sayInView('form.price', { quote: pair.quote })}
        value={draft.price}
        problem={problems.price}
        onChange={(price) => change({ price })}
      />
      <Choice
        label={sayInView('form.direction')}
        value={directionOf(draft, pair.price)}
        options={directions.map((each) => [each, sayInView(`form.direction.${each}`)] as const)}
        onChange={(direction) => change({ direction })}
      />
    </>
  );
}

function ChannelFields({ form: { draft, problems, change, field }, pair }: Props) {
  return (
    <>
      <Choice
        label={sayInView('form.when')}
        value={draft.when}
        options={(['leaves', 'enters'] as const).map(
          (each) => [each, sayInView(`form.when.${each}`)] as const,
        )}
        onChange={(when) => change({ when })}
      />
      <NumberField
        field={field}
        className="end"
        label={sayInView('form.low', { quote: pair.quote })}
        value={draft.low}
        problem={problems.low}
        onChange={(low) => change({ low })}
      />
      <NumberField
        className="end"
        label={sayInView('form.high', { quote: pair.quote })}
        value={draft.high}
        problem={problems.high}
        onChange={(high) => change({ high })}
      />
    </>
  );
}

function StepFields({ form: { draft, problems, change, field }, pair }: Props) {
  const inPercent = draft.stepUnit === 'percent';
  return (
    <div className="number-with-unit">
      <NumberField
        field={field}
        label={sayInView('form.every')}
        value={inPercent ? draft.stepPercent : draft.stepQuote}
        problem={problems.every}
        onChange={(text) => change(inPercent ? { stepPercent: text } : { stepQuote: text })}
      />
      <Choice
        hideLabel
        label={sayInView('form.step.unit')}
        value={draft.stepUnit}
        options={[
          ['percent', sayInView('form.step.percent')],
          ['quote', pair.quote],
        ]}
        onChange={(stepUnit) => change({ stepUnit })}
      />
    </div>
  );
}

function PercentField({ form: { draft, problems, change, field } }: Props) {
  return (
    <NumberField
      field={field}
      label={sayInView('form.percent')}
      value={draft.percent}
      unit="%"
      problem={problems.percent}
      onChange={(percent) => change({ percent })}
    />
  );
}

function WindowFields({ form: { draft, problems, change } }: Props) {
  if (!usesWindow(draft)) return null;
  return (
    <div className="number-with-unit">
      <NumberField
        label={sayInView('form.window')}
        value={draft.window}
        problem={problems.window}
        onChange={(window) => change({ window })}
      />
      <Choice
        hideLabel
        label={sayInView('form.unit')}
        value={draft.unit}
        options={timeUnitNames.map((unit) => [unit, sayInView(`form.unit.${unit}`)] as const)}
        onChange={(unit) => change({ unit })}
      />
    </div>
  );
}

function ExtremeFields(props: Props) {
  const { draft, change } = props.form;
  return (
    <>
      <Choice
        label={sayInView('form.extreme')}
        value={draft.extreme}
        options={(['max', 'min'] as const).map((each) => [each, sayInView(`form.extreme.${each}`)] as const)}
        onChange={(extreme) => change({ extreme })}
      />
      <PercentField {...props} />
      <Choice
        label={sayInView('form.since')}
        value={draft.since}
        options={(['pair added', 'alarm armed', 'window'] as const).map(
          (each) => [each, sayInView(`form.since.${each}`)] as const,
        )}
        onChange={(since) => change({ since })}
      />
      <WindowFields {...props} />
    </>
  );
}

function MoveFields(props: Props) {
  const { draft, change } = props.form;
  return (
    <>
      <PercentField {...props} />
      <Choice
        label={sayInView('form.direction')}
        value={draft.moveDirection}
        options={directions.map((each) => [each, sayInView(`form.move.${each}`)] as const)}
        onChange={(moveDirection) => change({ moveDirection })}
      />
      <Choice
        label={sayInView('form.over')}
        value={draft.over}
        options={(['extreme', 'start', 'since start'] as const).map(
          (each) => [each, sayInView(`form.over.${each}`)] as const,
        )}
        onChange={(over) => change({ over })}
      />
      <WindowFields {...props} />
    </>
  );
}

/** What belongs to the chosen kind of condition. */
export function ConditionFields(props: Props) {
  const { kind } = props.form.draft;
  switch (kind) {
    case 'target':
      return <TargetFields {...props} />;
    case 'channel':
      return <ChannelFields {...props} />;
    case 'extreme':
      return <ExtremeFields {...props} />;
    case 'move':
      return <MoveFields {...props} />;
    case 'step':
      return <StepFields {...props} />;
    default:
      return assertNever(kind);
  }
}
