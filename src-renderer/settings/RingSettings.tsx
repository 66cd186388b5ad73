import { useId } from 'react';
import { Choice } from '../alarms/Field.tsx';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { BellIcon } from '../shell/icons.tsx';
import { useCommand } from '../transport/use-command.ts';
import { sayInView } from '../words/say-in-view.ts';
import { AnswerLine, NumberSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

const minuteMs = 60_000;
const mostMinutes = 1_440;
/** What "a time" stands for until somebody says which. */
const usualLimitMs = 10 * minuteMs;

interface Props {
  readonly settings: Settings;
}

const minutes = () =>
  ({
    unit: sayInView('settings.minutes'),
    least: 1,
    most: mostMinutes,
    whole: true,
    range: sayInView('settings.minutes.range'),
  }) as const;

/** Rings as an alarm would. */
export function TestAlarm() {
  const run = useCommand();
  const hint = useId();
  return (
    <div className="setting">
      <div className="field with-hint">
        <button
          type="button"
          className="button"
          aria-describedby={hint}
          onClick={() => void run('ring.test', {})}
        >
          <BellIcon />
          {sayInView('settings.testAlarm')}
        </button>
        <small className="hint" id={hint}>
          {sayInView('settings.testAlarm.hint')}
        </small>
      </div>
    </div>
  );
}

export function Soften({ settings }: Props) {
  const [answer, save, forget] = useSetting();
  return (
    <NumberSetting
      {...minutes()}
      label={sayInView('settings.soften')}
      hint={sayInView('settings.soften.hint')}
      value={settings.softenAfterMs / minuteMs}
      answer={answer}
      onSave={(value) => save({ softenAfterMs: value * minuteMs })}
      onType={forget}
    />
  );
}

export function Limit({ settings: { ringLimitMs } }: Props) {
  const [answer, save, forget] = useSetting();
  return (
    <div className="setting-group">
      <div className="setting">
        <Choice
          label={sayInView('settings.limit')}
          hint={sayInView('settings.limit.hint')}
          value={ringLimitMs === null ? 'never' : 'after'}
          options={(['never', 'after'] as const).map(
            (each) => [each, sayInView(`settings.limit.${each}`)] as const,
          )}
          onChange={(kind) => save({ ringLimitMs: kind === 'never' ? null : usualLimitMs })}
        />
        {ringLimitMs === null && <AnswerLine answer={answer} />}
      </div>
      {ringLimitMs !== null && (
        <NumberSetting
          {...minutes()}
          label={sayInView('settings.limit.minutes')}
          hint=""
          value={ringLimitMs / minuteMs}
          answer={answer}
          onSave={(value) => save({ ringLimitMs: value * minuteMs })}
          onType={forget}
        />
      )}
    </div>
  );
}
