import type { Condition } from '../../src-core/condition.ts';
import { conditionOf } from '../../src-core/phrases/phrase.ts';
import { plain } from '../../src-shared/words/words.ts';
import { previewSentence } from '../alarms/sentences.ts';
import { usePreview } from '../alarms/use-preview.ts';
import { useApp } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { Target } from './bar-options.ts';
import type { BarState } from './use-bar.ts';

export interface Understood {
  /** What Enter would do, or what is missing; with `<b>` marks. */
  readonly sentence: string;
  /** The same without what changes with every price: for who listens to it. */
  readonly heard: string;
  readonly tone: 'plain' | 'lacking';
  /** It holds already, so that there is a choice when it rings. */
  readonly alreadyTrue: boolean;
  /** What else is worth knowing: the pair comes along, or there is such an alarm already. */
  readonly note: string;
}

function lacking(sentence: string): Understood {
  return { sentence, heard: sentence, tone: 'lacking', alreadyTrue: false, note: '' };
}

/** What is said where no option is chosen. */
function withoutTarget({ phrase, pairText, searching, options }: BarState): Understood {
  if (phrase.kind === 'unfinished') return lacking(sayInView(`command.lacks.${phrase.lacks}`));
  if (phrase.kind === 'unclear') {
    return lacking(sayInView(`command.problem.${phrase.problem}`, { words: phrase.words }));
  }
  if (phrase.kind === 'empty') return lacking('');
  if (searching) return lacking(sayInView('command.searching', { text: pairText }));
  if (options.length > 0) return lacking(sayInView('command.choose'));
  if (pairText === '') return lacking(sayInView('command.whichPair'));
  return lacking(sayInView('command.noPair', { text: pairText }));
}

interface Known {
  /** Undefined where it is not watched yet. */
  readonly pair: ReceivedPair | undefined;
  readonly reply: ReturnType<typeof usePreview>;
  readonly ringNow: boolean;
}

function noteOn({ label }: Target, { pair, reply }: Pick<Known, 'pair' | 'reply'>): string {
  if (pair === undefined) return sayInView('command.alsoWatched', { pair: label });
  return reply?.ok && reply.data.twin !== null ? sayInView('form.twin') : '';
}

/** The alarm in words, with the distance where the pair is watched. */
function understood(target: Target, condition: Condition, { pair, reply, ringNow }: Known): Understood {
  if (reply?.ok === false) return lacking(reply.message);
  const preview = reply?.data.alarm ?? null;
  const alreadyTrue = reply?.data.alreadyTrue ?? false;
  const shown = pair ?? { base: target.base, quote: target.quote, tickSize: null };
  return {
    sentence: previewSentence(shown, condition, { preview, alreadyTrue, ringNow }),
    heard: plain(previewSentence(shown, condition, { preview: null, alreadyTrue: false, ringNow: false })),
    tone: 'plain',
    alreadyTrue,
    note: noteOn(target, { pair, reply }),
  };
}

/** The pair and the draft that Enter would make an alarm of; null for anything else. */
function alarmIn({ chosen, phrase }: BarState) {
  if (chosen?.kind !== 'alarm' || phrase.kind !== 'alarm') return null;
  return { target: chosen.target, draft: phrase.draft };
}

/** What the bar has understood, and what is missing. */
export function useUnderstood(bar: BarState, ringNow: boolean): Understood {
  const alarm = alarmIn(bar);
  const id = alarm?.target.id ?? '';
  const pair = useApp((state) => state.pairs[id]);
  const condition = alarm && conditionOf(alarm.draft, pair?.price ?? null);
  const reply = usePreview(id, pair === undefined ? null : condition);
  if (alarm !== null && condition !== null) {
    return understood(alarm.target, condition, { pair, reply, ringNow });
  }
  return bar.chosen === undefined ? withoutTarget(bar) : lacking('');
}
