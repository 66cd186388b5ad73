import { Segments } from '../alarms/Field.tsx';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { sayInView } from '../words/say-in-view.ts';
import { AnswerLine } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

const themes = ['system', 'light', 'dark'] as const;

export function Theme({ settings }: { readonly settings: Settings }) {
  const [answer, save] = useSetting();
  return (
    <div className="setting">
      <div className="field with-hint">
        {/* Segments name themselves for screen readers; this is the same for the eyes. */}
        <b aria-hidden="true">{sayInView('settings.theme')}</b>
        <Segments
          label={sayInView('settings.theme')}
          value={settings.theme}
          options={themes.map((theme) => [theme, sayInView(`settings.theme.${theme}`)] as const)}
          onChange={(theme) => save({ theme })}
        />
        <small className="hint">{sayInView('settings.theme.hint')}</small>
      </div>
      <AnswerLine answer={answer} />
    </div>
  );
}
