import { wordsOf } from '../../src-core/search/words.ts';
import { sayInView } from '../words/say-in-view.ts';

/** What can be done without a pair; other words for each, in every language of the phrases. */
const aliases = {
  pauseAll: 'pause all stop alarms пауза все приостановить остановить',
  resumeAll: 'resume all start alarms continue продолжить возобновить все',
  pauseMonitoring: 'pause monitoring stop watching пауза наблюдение',
  resumeMonitoring: 'resume monitoring start watching возобновить наблюдение',
  alarms: 'all alarms list будильники все',
  history: 'history past rings fired log история журнал',
  settings: 'settings preferences options theme language sound настройки параметры язык тема звук',
  test: 'test alarm sound check проверка тест',
} as const;

export type BarCommand = keyof typeof aliases;
export const barCommands = Object.keys(aliases) as readonly BarCommand[];

export const sayCommand = (command: BarCommand) => sayInView(`command.do.${command}`);

/** The commands that are meant: every typed word begins a word of theirs. One whose name begins so comes first. */
export function matchCommands(text: string, possible: readonly BarCommand[]): readonly BarCommand[] {
  const typed = wordsOf(text);
  const nameOf = (command: BarCommand) => wordsOf(sayCommand(command));
  const begins = (command: BarCommand) => Number(nameOf(command).join(' ').startsWith(typed.join(' ')));
  return possible
    .filter((command) => {
      const known = [...nameOf(command), ...wordsOf(aliases[command])];
      return typed.every((word) => known.some((each) => each.startsWith(word)));
    })
    .toSorted((a, b) => begins(b) - begins(a));
}
