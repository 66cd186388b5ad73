import { useEffect, useRef } from 'react';
import type { AlarmId } from '../../src-core/alarm.ts';
import { useActions, useApp, useServices } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { AlarmFormBody } from './AlarmForm.tsx';
import { alarmName } from './sentences.ts';
import { useAlarmForm } from './use-alarm-form.ts';

export interface AlarmEditProps {
  readonly id: AlarmId;
  readonly pair: ReceivedPair;
}

/** Back to where the form was opened, once it is gone. */
function focusEditButton(id: AlarmId) {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(id)}"]`)?.focus(),
  );
}

function savedKey(alreadyTrue: boolean, kind: string) {
  if (!alreadyTrue) return 'toast.saved';
  return kind === 'move' ? 'toast.saved.already.move' : 'toast.saved.already';
}

/** An alarm in the form it could have been typed in; only what is changed is sent. */
export function AlarmEdit({ id, pair }: AlarmEditProps) {
  const { toasts } = useServices();
  const { endEdit } = useActions();
  const condition = useApp((state) => state.alarms[id]?.condition);
  const box = useRef<HTMLElement>(null);
  const close = () => {
    endEdit(id);
    focusEditButton(id);
  };
  const form = useAlarmForm({ pairId: pair.id, alarmId: id }, (alreadyTrue, saved) => {
    const alarm = alarmName(pair, saved);
    toasts.show({ text: say(savedKey(alreadyTrue, saved.kind), { alarm }), tone: 'plain' });
    close();
  });
  useEffect(() => {
    // Not when a pair comes back on screen with a form half filled in: the focus is somewhere else then.
    const { activeElement } = document;
    const free = activeElement === null || activeElement === document.body;
    if (!free && !activeElement.closest('.alarms')) return;
    box.current?.scrollIntoView?.({ block: 'nearest' });
    box.current?.querySelector<HTMLElement>('input[type="radio"]:checked')?.focus();
  }, []);
  const title = condition ? sayInView('form.edit', { alarm: alarmName(pair, condition) }) : '';
  return (
    <section ref={box} className="alarm-edit" aria-label={title}>
      <AlarmFormBody form={form} pair={pair} title={<h4>{title}</h4>}>
        <button type="button" className="button" onClick={close}>
          {sayInView('form.cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={form.busy}>
          {sayInView('form.save')}
        </button>
      </AlarmFormBody>
    </section>
  );
}
