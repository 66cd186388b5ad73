import { numberFormats } from '../../src-shared/words/number-format.ts';
import { languageSettings } from '../../src-shared/words/language.ts';
import { styleHere } from '../words/remembered-style.ts';
import { useApp } from '../store/context.tsx';
import { formatSample } from '../words/formats.ts';
import { sayInView } from '../words/say-in-view.ts';
import { AnswerLine } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';
import styles from './LanguageFields.module.css';

interface SelectProps<T extends string> {
  /** Fixed, so that the focus stays when the page is drawn anew in another language. */
  readonly id: string;
  readonly label: string;
  readonly value: T;
  readonly options: ReadonlyArray<readonly [value: T, text: string]>;
  readonly onChange: (value: T) => void;
}

function Select<T extends string>({ id, label, value, options, onChange }: SelectProps<T>) {
  return (
    <div className={styles['one']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) => {
          const chosen = options.find(([option]) => option === target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

const example = 12_345.67;

/** The language of everything, and how numbers are written; both at once, without a restart. */
export function LanguageFields() {
  const settings = useApp((state) => state.settings);
  const [answer, save] = useSetting();
  if (settings === null) return null;
  const { language, numbers } = settings;
  const inFormat = (format: typeof numbers) =>
    formatSample(example, styleHere({ language, numbers: format }).numbers);
  return (
    <div className="setting">
      <div className={styles['fields']}>
        <Select
          id="setting-language"
          label={sayInView('language.label')}
          value={language}
          options={languageSettings.map((one) => [one, sayInView(`language.${one}`)] as const)}
          onChange={(chosen) => save({ language: chosen })}
        />
        <Select
          id="setting-numbers"
          label={sayInView('language.numbers')}
          value={numbers}
          options={[
            ['system', sayInView('language.numbers.system', { example: inFormat('system') })],
            ...numberFormats.map((format) => [format, inFormat(format)] as const),
          ]}
          onChange={(chosen) => save({ numbers: chosen })}
        />
      </div>
      <AnswerLine answer={answer} />
    </div>
  );
}
