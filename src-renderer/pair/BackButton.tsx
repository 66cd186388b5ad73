import { BackIcon } from '../shell/icons.tsx';
import { isNarrow } from '../shell/is-narrow.ts';
import { useActions, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';

/** The way back to the list, where list and pair take turns. */
export function BackButton() {
  const { store } = useServices();
  const { showList } = useActions();
  const back = () => {
    const id = store.getState().selectedId;
    showList();
    if (!isNarrow() || id === null) return;
    // Shown by the next paint; until then it cannot take the focus.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-pair="${CSS.escape(id)}"]`)?.focus(),
    );
  };
  return (
    <button type="button" className="button quiet back narrow-only" onClick={back}>
      <BackIcon />
      {say('pair.back')}
    </button>
  );
}
