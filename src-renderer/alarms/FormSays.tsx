import type { AlarmId } from '../../src-core/alarm.ts';
import { pairLabel } from '../../src-core/pair.ts';
import { Noise } from './Noise.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { Rich } from '../words/Rich.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { Segments } from './Field.tsx';
import { previewSentence } from './sentences.ts';
import { showAlarm } from './show-alarm.ts';
import type { AlarmFormState } from './use-alarm-form.ts';

interface Props {
  readonly form: AlarmFormState;
  readonly pair: ReceivedPair;
}

/** Where the condition holds already: now, or on the next crossing; a move is used up and counts from here. */
function AlreadyThere({ form: { alreadyTrue, draft, change } }: Pick<Props, 'form'>) {
  if (!alreadyTrue) return null;
  const later = sayInView(draft.kind === 'move' ? 'form.already.count' : 'form.already.next');
  return (
    <Segments
      label={sayInView('form.already')}
      value={draft.ringNow ? 'now' : 'next'}
      options={[
        ['next', later],
        ['now', sayInView('form.already.now')],
      ]}
      onChange={(when) => change({ ringNow: when === 'now' })}
    />
  );
}

/** There is one like it: said before it is sent, and again where it was refused. */
function Twin({ id, problem }: { readonly id: AlarmId | null; readonly problem: string }) {
  return (
    <p role="alert" className="problem form-twin">
      {problem === '' && id !== null ? sayInView('form.twin') : problem}
      {id !== null && (
        <button type="button" className="button small" onClick={() => showAlarm(id)}>
          {sayInView('form.twin.show')}
        </button>
      )}
    </p>
  );
}

/** What the form says: what it will do, what is there already, what is wrong, how often it would have rung. */
export function FormSays({ form, pair }: Props) {
  const { condition, preview, draft, alreadyTrue } = form;
  const text = condition
    ? previewSentence(pair, condition, { preview, alreadyTrue, ringNow: draft.ringNow })
    : sayInView(`form.incomplete.${draft.kind}`, { pair: pairLabel(pair) });
  return (
    <div className="form-says">
      <p>
        <Rich text={text} />
      </p>
      <AlreadyThere form={form} />
      <Twin id={form.twin} problem={form.problem} />
      <output>{form.done}</output>
      <Noise form={form} pair={pair} />
    </div>
  );
}
