import { useEffect, useState } from 'react';
import { SearchIcon } from '../shell/icons.tsx';
import { CommandBar } from '../shell/parts.ts';
import { useServices } from '../store/context.tsx';
import { isSilent } from '../store/store.ts';
import { say } from '../words/say.ts';
import css from './CommandField.module.css';

const isMac = () => /mac/i.test(navigator.platform);

/** Ctrl and K, on a Mac Cmd and K; the key of that place where the letters are not Latin. */
function isShortcut(event: KeyboardEvent): boolean {
  const held = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const key = event.key.toLowerCase() === 'k' || event.code === 'KeyK';
  return held && key && !event.altKey && !event.shiftKey;
}

/** Opens the command bar: by a click, or from anywhere by its keys. */
export function CommandField() {
  const { store } = useServices();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      // What rings is over everything, and wants an answer first.
      if (!store.getState().ringing.some((each) => !isSilent(each))) setOpen((before) => !before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store]);
  return (
    <>
      <button
        type="button"
        className={css['field']}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts={isMac() ? 'Meta+K' : 'Control+K'}
        onClick={() => setOpen(true)}
      >
        <SearchIcon />
        <span className={css['words']}>{say('command.open')}</span>
        <kbd className={css['keys']} aria-hidden="true">
          {say(isMac() ? 'command.keys.mac' : 'command.keys')}
        </kbd>
      </button>
      {open && <CommandBar onClose={() => setOpen(false)} />}
    </>
  );
}
