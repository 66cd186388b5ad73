import { Choice } from '../alarms/Field.tsx';
import { sourceChoices } from '../../src-shared/contract/app-settings.ts';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { AnswerLine, NumberSetting } from './SettingFields.tsx';
import { SourceState } from './SourceState.tsx';
import { useSetting } from './use-setting.ts';

const secondMs = 1_000;

interface Props {
  readonly settings: Settings;
}

/** What to say of a field that the start of the app decides. */
const sayFixed = (variable: string) => sayInView('settings.fixed', { variable });

function WhichSource({ settings }: Props) {
  const [answer, save] = useSetting();
  const fixed = useApp((state) => state.app?.fixed?.source ?? null);
  return (
    <div className="setting">
      <Choice
        label={sayInView('settings.source')}
        hint={fixed === null ? sayInView('settings.source.hint') : sayFixed('CRYPTO_ALARM_SOURCE')}
        value={fixed ?? settings.source}
        disabled={fixed !== null}
        options={sourceChoices.map((each) => [each, sayInView(`settings.source.${each}`)] as const)}
        onChange={(source) => save({ source })}
      />
      <AnswerLine answer={answer} />
    </div>
  );
}

function Interval({ settings }: Props) {
  const [answer, save, forget] = useSetting();
  const fixed = useApp((state) => state.app?.fixed?.pollMs ?? null);
  return (
    <NumberSetting
      label={sayInView('settings.poll')}
      hint={fixed === null ? sayInView('settings.poll.hint') : sayFixed('CRYPTO_ALARM_POLL_SECONDS')}
      unit={sayInView('settings.poll.unit')}
      value={(fixed ?? settings.pollMs) / secondMs}
      least={1}
      most={300}
      whole
      disabled={fixed !== null}
      range={sayInView('settings.poll.range')}
      answer={answer}
      onSave={(seconds) => save({ pollMs: seconds * secondMs })}
      onType={forget}
    />
  );
}

/** Where prices come from, how often, and how each source is doing. */
export function Sources({ settings }: Props) {
  const sources = useApp((state) => state.sources);
  return (
    <>
      <WhichSource settings={settings} />
      <Interval settings={settings} />
      {sources.map((source) => (
        <SourceState key={source.id} source={source} settings={settings} />
      ))}
    </>
  );
}
