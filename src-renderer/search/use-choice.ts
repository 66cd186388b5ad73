import { type KeyboardEvent, useState } from 'react';

export interface ChoiceState {
  /** The place of the option that Enter would take; -1 for none. */
  readonly active: number;
  readonly setActive: (place: number) => void;
  /** Arrow keys walk the options; answers whether the key was one of them. */
  readonly walk: (event: KeyboardEvent) => boolean;
}

/**
 * Which of the options below a field is chosen: the focus stays in the field (ARIA APG, combobox with a listbox).
 * @param of what the options are of: another one begins anew
 * @param first where it begins, -1 for nothing chosen
 */
export function useChoice(count: number, of: string, first: number): ChoiceState {
  const [chosen, setChosen] = useState({ of, place: first });
  const current = chosen.of === of ? chosen.place : first;
  const active = current < count ? current : first < count ? first : -1;
  const setActive = (place: number) => setChosen({ of, place });
  return {
    active,
    setActive,
    walk(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined || count === 0 || event.altKey) return false;
      event.preventDefault();
      const from = active === -1 && step === -1 ? count : active;
      setActive((from + step + count) % count);
      return true;
    },
  };
}
