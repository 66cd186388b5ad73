import type { ReceivedPair } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Presets.module.css';
import { presetsOf } from './presets.ts';
import type { AlarmFormState } from './use-alarm-form.ts';

/** Values that many choose, as chips. */
export function Presets({ form, pair }: { readonly form: AlarmFormState; readonly pair: ReceivedPair }) {
  const presets = presetsOf(form.draft, pair);
  if (presets.length === 0) return null;
  return (
    <fieldset className={styles['presets']}>
      <legend className="unseen">{sayInView('preset.label')}</legend>
      {presets.map(({ text, label, part }) => (
        <button
          key={label}
          type="button"
          className={styles['preset']}
          aria-label={label}
          onClick={() => form.change(part)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
