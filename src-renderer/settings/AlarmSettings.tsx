import type { Settings } from '../../src-shared/contract/schemas.ts';
import { sayInView } from '../words/say-in-view.ts';
import { NumberSetting, SwitchSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

interface Props {
  readonly settings: Settings;
}

export function Confirm({ settings }: Props) {
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

export function TellBlind({ settings }: Props) {
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
