import type { ReactNode } from 'react';
import { CloseIcon, CopyIcon, EditIcon, PauseIcon, PlayIcon, WhyIcon } from '../shell/icons.tsx';
import { useActions } from '../store/context.tsx';
import type { ReceivedAlarm, ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { alarmName } from './sentences.ts';
import { useCopyAlarm, useRearm, useRemoveAlarm, useSetPaused } from './use-alarm-commands.ts';

interface Props {
  readonly alarm: ReceivedAlarm;
  readonly pair: ReceivedPair;
  readonly explained: boolean;
  readonly onExplain: () => void;
}

interface ToolProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly pressed?: boolean;
  /** Finds the button again after the form that it opened is gone. */
  readonly editOf?: string;
  readonly onPress: () => void;
}

function Tool({ label, children, pressed, editOf, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-expanded={pressed}
      title={label}
      data-edit={editOf}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function PauseOrResume({ alarm, name }: { readonly alarm: ReceivedAlarm; readonly name: string }) {
  const setPaused = useSetPaused();
  const { paused } = alarm;
  return (
    <Tool
      label={say(paused ? 'alarms.resume' : 'alarms.pause', { alarm: name })}
      onPress={() => void setPaused({ ids: [alarm.id] }, !paused)}
    >
      {paused ? <PlayIcon /> : <PauseIcon />}
    </Tool>
  );
}

/** What can be done with an alarm as it stands. */
export function AlarmActions({ alarm, pair, explained, onExplain }: Props) {
  const remove = useRemoveAlarm();
  const { startEdit } = useActions();
  const copy = useCopyAlarm();
  const name = alarmName(pair, alarm.condition);
  return (
    <span className="alarm-actions">
      <Tool label={say('alarms.why', { alarm: name })} pressed={explained} onPress={onExplain}>
        <WhyIcon />
      </Tool>
      <Tool label={say('alarms.edit', { alarm: name })} editOf={alarm.id} onPress={() => startEdit(alarm.id)}>
        <EditIcon />
      </Tool>
      <Tool label={say('alarms.copy', { alarm: name })} onPress={() => copy(alarm.id)}>
        <CopyIcon />
      </Tool>
      <PauseOrResume alarm={alarm} name={name} />
      <Tool label={say('alarms.remove', { alarm: name })} onPress={() => void remove(alarm.id, name)}>
        <CloseIcon />
      </Tool>
    </span>
  );
}

/** A fired alarm rests until somebody wants it again. */
export function RearmButton({ alarm, pair }: Pick<Props, 'alarm' | 'pair'>) {
  const rearm = useRearm();
  if (alarm.state !== 'fired') return null;
  const name = alarmName(pair, alarm.condition);
  return (
    <button
      type="button"
      className="button small"
      aria-label={say('alarms.rearm.label', { alarm: name })}
      onClick={() => void rearm(alarm.id, name)}
    >
      {say('alarms.rearm')}
    </button>
  );
}
