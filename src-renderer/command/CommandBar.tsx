/* A select cannot stand below a field that keeps the focus. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import * as Dialog from '@radix-ui/react-dialog';
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { Segments } from '../alarms/Field.tsx';
import { useWhenReady } from '../search/use-when-ready.ts';
import { SearchIcon } from '../shell/icons.tsx';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { type BarOption, keyOf } from './bar-options.ts';
import css from './CommandBar.module.css';
import { OptionLine } from './OptionLine.tsx';
import { type BarState, useBar } from './use-bar.ts';
import { useBarActions } from './use-bar-actions.ts';
import { useRunCommand } from './use-commands.ts';
import { useUnderstood } from './use-understood.ts';

export interface CommandBarProps {
  readonly onClose: () => void;
}

interface ListProps {
  readonly id: string;
  readonly bar: BarState;
  readonly onDo: (option: BarOption) => void;
}

const optionId = (listId: string, place: number) => `${listId}-${place}`;

function Options({ id, bar: { options, choice }, onDo }: ListProps) {
  return (
    <div id={id} role="listbox" aria-label={sayInView('command.list')} className={css['list']}>
      {options.map((option, place) => (
        // Keys are handled by the field, which has the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={`${option.kind} ${keyOf(option)}`}
          id={optionId(id, place)}
          ref={(line) => {
            if (line && place === choice.active) line.scrollIntoView?.({ block: 'nearest' });
          }}
          role="option"
          aria-selected={place === choice.active}
          className={css['option']}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => place !== choice.active && choice.setActive(place)}
          onClick={() => onDo(option)}
        >
          <OptionLine option={option} />
        </div>
      ))}
    </div>
  );
}

interface SaysProps {
  readonly id: string;
  readonly bar: BarState;
  readonly ringNow: boolean;
  readonly onRingNow: (now: boolean) => void;
  readonly problem: string;
}

/** What was understood, and when it rings where it is there already. */
function Says({ id, bar, ringNow, onRingNow, problem }: SaysProps) {
  const { sentence, heard, tone, alreadyTrue, note } = useUnderstood(bar, ringNow);
  const missing = bar.pairText === '' ? [] : bar.found.missing;
  const counted = bar.options.length > 0 ? sayInView('command.options', { count: bar.options.length }) : '';
  return (
    <div className={css['says']}>
      <p id={id} className={tone === 'plain' ? undefined : css['lacking']}>
        <Rich text={sentence} />
      </p>
      {note !== '' && <p className={css['lacking']}>{note}</p>}
      {alreadyTrue && (
        <Segments
          label={sayInView('form.already')}
          value={ringNow ? 'now' : 'next'}
          options={(['next', 'now'] as const).map(
            (each) => [each, sayInView(`form.already.${each}`)] as const,
          )}
          onChange={(when) => onRingNow(when === 'now')}
        />
      )}
      {missing.map((source) => (
        <p key={source} className={css['lacking']}>
          {say('found.missing', { source: say(`source.${source}`) })}
        </p>
      ))}
      <p role="alert" className="problem">
        {problem}
      </p>
      <output className="unseen">{[heard, note, counted].filter((part) => part !== '').join(' ')}</output>
    </div>
  );
}

interface FieldProps {
  readonly bar: BarState;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly ids: { readonly list: string; readonly says: string };
  readonly onType: (text: string) => void;
  readonly onEnter: () => void;
}

function BarField({ bar, field, ids, onType, onEnter }: FieldProps) {
  const { options, choice, text } = bar;
  const onKey = (event: KeyboardEvent) => {
    if (choice.walk(event)) return;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div className={css['line']}>
      <SearchIcon />
      <input
        ref={field}
        className={css['field']}
        role="combobox"
        aria-label={sayInView('command.field')}
        aria-expanded={options.length > 0}
        aria-controls={ids.list}
        aria-autocomplete="list"
        aria-activedescendant={choice.active === -1 ? undefined : optionId(ids.list, choice.active)}
        aria-describedby={ids.says}
        placeholder={say('command.open')}
        maxLength={300}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKey}
      />
    </div>
  );
}

/** One line for everything: an alarm as people say it, a pair, a command. */
export function CommandBar({ onClose }: CommandBarProps) {
  const bar = useBar();
  const [ringNow, setRingNow] = useState(false);
  const actions = useBarActions(onClose);
  const runCommand = useRunCommand();
  const field = useRef<HTMLInputElement>(null);
  const [before] = useState(() => document.activeElement);
  const ids = { list: useId(), says: useId() };
  const type = (text: string) => {
    bar.setText(text);
    setRingNow(false);
    actions.clear();
  };
  const doIt = (option: BarOption) => {
    if (actions.busy) return;
    if (option.kind === 'example') {
      type(option.text);
      field.current?.focus();
    } else if (option.kind === 'command') {
      onClose();
      runCommand(option.command);
    } else if (option.kind === 'pair') actions.openPair(option.target);
    else if (bar.phrase.kind === 'alarm') actions.addAlarm(option.target, bar.phrase, ringNow);
  };
  const enter = useWhenReady(bar.text, bar.chosen !== undefined || !bar.searching, () => {
    if (bar.chosen !== undefined) doIt(bar.chosen);
  });
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={css['veil']} />
        <Dialog.Content
          className={css['bar']}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            field.current?.focus();
          }}
          // It has no trigger of its own that the focus could go back to.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before instanceof HTMLElement) before.focus();
          }}
        >
          <Dialog.Title className="unseen">{sayInView('command.title')}</Dialog.Title>
          <BarField bar={bar} field={field} ids={ids} onType={type} onEnter={enter} />
          <Says id={ids.says} bar={bar} ringNow={ringNow} onRingNow={setRingNow} problem={actions.problem} />
          <Options id={ids.list} bar={bar} onDo={doIt} />
          <p className={css['hint']}>
            <Rich text={actions.busy ? sayInView('command.busy') : sayInView('command.hint')} />
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
