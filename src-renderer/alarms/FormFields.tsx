import type { RefObject } from 'react';
import type { WantedDirection } from '../../src-core/condition.ts';
import { say } from '../words/say.ts';
import { type Draft, type Problems, usesWindow, type WindowUnit } from './draft.ts';
import { Choice, NumberField } from './Field.tsx';

interface Props {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly change: (part: Partial<Draft>) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}

const directions = ['up', 'down', 'any'] as const;
const units: readonly WindowUnit[] = ['s', 'min', 'h'];

interface TargetProps extends Props {
  readonly quote: string;
  readonly direction: WantedDirection;
}

export function TargetFields({ draft, problems, change, field, quote, direction }: TargetProps) {
  return (
    <>
      <NumberField
        field={field}
        label={say('form.price', { quote })}
        value={draft.price}
        problem={problems.price ?? null}
        onChange={(price) => change({ price })}
      />
      <Choice
        label={say('form.direction')}
        value={direction}
        options={directions.map((each) => [each, say(`form.direction.${each}`)] as const)}
        onChange={(chosen) => change({ direction: chosen })}
      />
    </>
  );
}

function PercentField({ draft, problems, change, field }: Props) {
  return (
    <NumberField
      field={field}
      label={say('form.percent')}
      value={draft.percent}
      unit="%"
      problem={problems.percent ?? null}
      onChange={(percent) => change({ percent })}
    />
  );
}

function WindowFields({ draft, problems, change }: Props) {
  if (!usesWindow(draft)) return null;
  return (
    <div className="window-fields">
      <NumberField
        label={say('form.window')}
        value={draft.window}
        problem={problems.window ?? null}
        onChange={(window) => change({ window })}
      />
      <Choice
        hideLabel
        label={say('form.unit')}
        value={draft.unit}
        options={units.map((unit) => [unit, say(`form.unit.${unit}`)] as const)}
        onChange={(unit) => change({ unit })}
      />
    </div>
  );
}

export function ExtremeFields(props: Props) {
  const { draft, change } = props;
  return (
    <>
      <Choice
        label={say('form.extreme')}
        value={draft.extreme}
        options={(['max', 'min'] as const).map((each) => [each, say(`form.extreme.${each}`)] as const)}
        onChange={(extreme) => change({ extreme })}
      />
      <PercentField {...props} />
      <Choice
        label={say('form.since')}
        value={draft.since}
        options={(['pair added', 'alarm armed', 'window'] as const).map(
          (each) => [each, say(`form.since.${each}`)] as const,
        )}
        onChange={(since) => change({ since })}
      />
      <WindowFields {...props} />
    </>
  );
}

export function MoveFields(props: Props) {
  const { draft, change } = props;
  return (
    <>
      <PercentField {...props} />
      <Choice
        label={say('form.direction')}
        value={draft.moveDirection}
        options={directions.map((each) => [each, say(`form.move.${each}`)] as const)}
        onChange={(moveDirection) => change({ moveDirection })}
      />
      <Choice
        label={say('form.over')}
        value={draft.over}
        options={(['extreme', 'start', 'since start'] as const).map(
          (each) => [each, say(`form.over.${each}`)] as const,
        )}
        onChange={(over) => change({ over })}
      />
      <WindowFields {...props} />
    </>
  );
}
