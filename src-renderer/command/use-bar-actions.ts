import { useState } from 'react';
import type { Condition } from '../../src-core/condition.ts';
import { type ConditionDraft, conditionOf, type PhraseOptions } from '../../src-core/phrases/phrase.ts';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import type { PairView } from '../../src-shared/contract/schemas.ts';
import { alarmName } from '../alarms/sentences.ts';
import { newAlarm } from '../alarms/what-to-send.ts';
import { useServices } from '../store/context.tsx';
import { useCommand } from '../transport/use-command.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { Target } from './bar-options.ts';

type Pair = Pick<PairView, 'id' | 'base' | 'quote' | 'tickSize' | 'price'>;

/** What is sent for a phrase; steps are there to be followed, the others ring once, unless something else was said. */
export function alarmInput(pair: Pair, draft: ConditionDraft, options: PhraseOptions, ringNow: boolean) {
  const condition = conditionOf(draft, pair.price);
  const { cooldownMs, urgency, note } = options;
  const mode = options.mode ?? (condition.kind === 'step' ? 'repeat' : 'once');
  const read = {
    mode,
    cooldownMs,
    wayBack: null,
    urgency: urgency ?? 'loud',
    note,
    expiresAt: null,
  } as const;
  return newAlarm(pair.id, { condition, options: read }, ringNow);
}

interface Done {
  readonly pair: Pair;
  readonly condition: Condition;
  readonly alreadyTrue: boolean;
  readonly ringNow: boolean;
  /** The pair was not watched before. */
  readonly added: boolean;
}

function sayDone({ pair, condition, alreadyTrue, ringNow, added }: Done): string {
  const words = { alarm: alarmName(pair, condition), pair: `${pair.base}/${pair.quote}` };
  if (alreadyTrue && ringNow) return sayInView('command.added.rings', words);
  if (alreadyTrue) {
    return sayInView(
      condition.kind === 'move' ? 'command.added.already.move' : 'command.added.already',
      words,
    );
  }
  return sayInView(added ? 'command.added.watched' : 'command.added', words);
}

async function watched(api: AppApi, target: Target, known: Pair | undefined) {
  if (known !== undefined) return { ok: true, pair: known, added: false } as const;
  const reply = await api.call('pair.add', { id: target.id });
  return reply.ok ? ({ ok: true, pair: reply.data.pair, added: true } as const) : reply;
}

/** Does what an option says; what is refused is told in the bar, what is done in a message that can undo it. */
export function useBarActions(onDone: () => void) {
  const { api, store, toasts } = useServices();
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const addAlarm = async (
    target: Target,
    said: { draft: ConditionDraft; options: PhraseOptions },
    ringNow: boolean,
  ) => {
    const at = await watched(api, target, store.getState().pairs[target.id]);
    if (!at.ok) return setProblem(at.message);
    const { pair, added } = at;
    const input = alarmInput(pair, said.draft, said.options, ringNow);
    const reply = await api.call('alarm.add', input);
    if (!reply.ok) {
      // The pair came for the alarm's sake alone.
      if (added) await api.call('pair.remove', { id: pair.id });
      return setProblem(reply.message);
    }
    const { alarm, alreadyTrue } = reply.data;
    store.getState().select(pair.id);
    toasts.show({
      text: sayDone({ pair, condition: input.condition, alreadyTrue, ringNow, added }),
      tone: 'plain',
      undo: () => void (added ? run('pair.remove', { id: pair.id }) : run('alarm.remove', { id: alarm.id })),
    });
    onDone();
  };
  const openPair = async (target: Target) => {
    const at = await watched(api, target, store.getState().pairs[target.id]);
    if (!at.ok) return setProblem(at.message);
    store.getState().select(target.id);
    if (at.added) {
      toasts.show({
        text: sayInView('command.pairAdded', { pair: target.label }),
        tone: 'plain',
        undo: () => void run('pair.remove', { id: target.id }),
      });
    }
    onDone();
  };
  const once = (act: Promise<void>) => {
    setBusy(true);
    setProblem('');
    void act.finally(() => setBusy(false));
  };
  return {
    busy,
    problem,
    clear: () => setProblem(''),
    addAlarm: (...args: Parameters<typeof addAlarm>) => once(addAlarm(...args)),
    openPair: (target: Target) => once(openPair(target)),
  };
}
