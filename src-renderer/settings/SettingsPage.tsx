import { type ReactNode, useEffect, useRef } from 'react';
import { Choice } from '../alarms/Field.tsx';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { BackButton } from '../pair/BackButton.tsx';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { Budgets } from './Budgets.tsx';
import { AnswerLine, NumberSetting, SwitchSetting } from './SettingFields.tsx';
import { NotificationSettings } from './NotificationSettings.tsx';
import { QuietHours } from './QuietHours.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import { TraySettings } from './TraySettings.tsx';
import { Transfer } from './Transfer.tsx';
import { useSetting } from './use-setting.ts';

const minuteMs = 60_000;
const mostMinutes = 1_440;
/** What "a time" stands for until somebody says which. */
const usualLimitMs = 10 * minuteMs;

interface Props {
  readonly settings: Settings;
}

function Confirm({ settings }: Props) {
  const [answer, save, forget] = useSetting();
  return (
    <NumberSetting
      label={sayInView('settings.confirm')}
      hint={sayInView('settings.confirm.hint')}
      unit="%"
      value={settings.confirmPercent}
      least={1}
      most={1_000}
      range={sayInView('settings.confirm.range')}
      answer={answer}
      onSave={(confirmPercent) => save({ confirmPercent })}
      onType={forget}
    />
  );
}

function TellBlind({ settings }: Props) {
  const [answer, save] = useSetting();
  return (
    <SwitchSetting
      label={sayInView('settings.tellBlind')}
      hint={sayInView('settings.tellBlind.hint')}
      on={settings.tellBlind}
      answer={answer}
      onSave={(tellBlind) => save({ tellBlind })}
    />
  );
}

const minutes = {
  unit: sayInView('settings.minutes'),
  least: 1,
  most: mostMinutes,
  whole: true,
  range: sayInView('settings.minutes.range'),
} as const;

function Soften({ settings }: Props) {
  const [answer, save, forget] = useSetting();
  return (
    <NumberSetting
      {...minutes}
      label={sayInView('settings.soften')}
      hint={sayInView('settings.soften.hint')}
      value={settings.softenAfterMs / minuteMs}
      answer={answer}
      onSave={(value) => save({ softenAfterMs: value * minuteMs })}
      onType={forget}
    />
  );
}

function Limit({ settings: { ringLimitMs } }: Props) {
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
          {...minutes}
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

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <div className="card-title">
        <h3>{title}</h3>
      </div>
      <div className="settings-list">{children}</div>
    </section>
  );
}

/** What the user sets for the whole app; each is saved as soon as it is changed. */
export function SettingsPage() {
  const settings = useApp((state) => state.settings);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="view">
      <BackButton />
      <div className="view-head">
        <h2 ref={title} tabIndex={-1} className="view-title">
          {sayInView('settings.title')}
        </h2>
      </div>
      {settings && (
        <>
          <Section title={sayInView('settings.rings')}>
            <Soften settings={settings} />
            <Limit settings={settings} />
          </Section>
          <Section title={sayInView('sounds.title')}>
            <SoundSettings settings={settings} />
          </Section>
          <Section title={sayInView('notify.title')}>
            <NotificationSettings settings={settings} />
          </Section>
          <Section title={sayInView('quiet.title')}>
            <QuietHours settings={settings} />
          </Section>
          <Section title={sayInView('trays.title')}>
            <TraySettings settings={settings} />
          </Section>
          <Section title={sayInView('settings.prices')}>
            <Confirm settings={settings} />
            <TellBlind settings={settings} />
          </Section>
          <Section title={sayInView('settings.budgets')}>
            <Budgets settings={settings} />
          </Section>
          <Section title={sayInView('transfer.title')}>
            <Transfer />
          </Section>
        </>
      )}
    </div>
  );
}
