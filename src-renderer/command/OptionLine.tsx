import { FoundPairLine } from '../search/FoundPairLine.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { sayCommand } from './bar-commands.ts';
import type { BarOption } from './bar-options.ts';
import css from './CommandBar.module.css';

function verbOf(option: BarOption): string {
  if (option.kind === 'alarm') return sayInView('command.alarm');
  if (option.kind === 'example') return sayInView('command.fill');
  if (option.kind === 'command') return sayInView('command.run');
  return sayInView(option.target.watched ? 'command.show' : 'command.watch');
}

/** One thing that Enter could do, and the word for it. */
export function OptionLine({ option }: { readonly option: BarOption }) {
  return (
    <>
      {option.kind === 'command' && <span className={css['words']}>{sayCommand(option.command)}</span>}
      {option.kind === 'example' && <code className={css['words']}>{option.text}</code>}
      {(option.kind === 'alarm' || option.kind === 'pair') && (
        <FoundPairLine pair={option.target} watched={option.target.watched} />
      )}
      <small className={css['verb']}>{verbOf(option)}</small>
    </>
  );
}
