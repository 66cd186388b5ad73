import { useMemo, useState } from 'react';
import type { Phrase } from '../../src-core/phrases/phrase.ts';
import { readPhrase } from '../../src-core/phrases/read-phrase.ts';
import { type ChoiceState, useChoice } from '../search/use-choice.ts';
import { type PairSearch, usePairSearch } from '../search/use-pair-search.ts';
import { useApp, useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { matchCommands } from './bar-commands.ts';
import { type BarOption, firstChoice, optionsOf, targetsOf } from './bar-options.ts';
import { matchWatched } from './match-watched.ts';
import { usePossibleCommands } from './use-commands.ts';

const examples = ([1, 2, 3, 4, 5] as const).map((each) => sayInView(`command.example.${each}`));

export interface BarState {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly phrase: Phrase;
  /** What was said of the pair; empty where the one on screen is meant. */
  readonly pairText: string;
  readonly options: readonly BarOption[];
  readonly choice: ChoiceState;
  readonly chosen: BarOption | undefined;
  /** Which pair is meant is not known yet: a search is under way. */
  readonly searching: boolean;
  readonly found: PairSearch;
}

/** What was typed into the bar, what was understood, and what can be done with it. */
export function useBar(): BarState {
  const [text, setText] = useState('');
  const phrase = useMemo(() => readPhrase(text), [text]);
  const pairText = phrase.kind === 'empty' ? '' : phrase.pair;
  const found = usePairSearch(pairText);
  const ids = useApp((state) => state.pairIds);
  // Not a subscription: what pairs are called does not change with their prices.
  const { pairs } = useServices().store.getState();
  const selectedId = useApp((state) => state.selectedId);
  const possible = usePossibleCommands();
  const asked = phrase.kind === 'alarm' || phrase.kind === 'pair';
  const searching = asked && pairText !== '' && pairText.length <= 100 && found.of !== pairText.trim();
  const onScreen = selectedId === null ? [] : [selectedId];
  const here = [...new Set([...onScreen, ...ids])].flatMap((id) => pairs[id] ?? []);
  const watched = pairText === '' ? { sure: here, perhaps: [] } : matchWatched(pairText, ids, pairs);
  // What was found by another text is not what is meant now.
  const fresh = searching ? [] : found.candidates;
  const targets = asked ? targetsOf(pairText, watched, fresh, pairs) : [];
  const commands = phrase.kind === 'alarm' ? [] : matchCommands(text, possible);
  const options = optionsOf({ phrase, targets, commands, examples });
  const first = firstChoice(options);
  // Another text begins anew, and so does the answer to it.
  const choice = useChoice(options.length, `${text}\n${searching ? '' : found.of}`, first);
  return {
    text,
    setText,
    phrase,
    pairText,
    options,
    choice,
    chosen: options[choice.active],
    searching,
    found,
  };
}
