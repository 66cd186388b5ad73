import { formatCountdown } from '../../src-core/numbers/format-duration.ts';
import { useTick } from '../clock/tick.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { useApp } from '../store/context.tsx';
import type { ReceivedAlarm, ReceivedPair } from '../store/mirror.ts';
import { formatDistance } from '../words/formats.ts';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { alarmName, reasonSentence, ruleSentence } from './sentences.ts';
import { useRearm, useRemoveAlarm } from './use-alarm-commands.ts';

interface Props {
  readonly alarm: ReceivedAlarm;
  readonly pair: ReceivedPair;
}

export function AlarmDot({ alarm }: Pick<Props, 'alarm'>) {
  return <span className={`dot ${alarm.state}`} aria-hidden="true" />;
}

export function AlarmRule({ alarm, pair }: Props) {
  const reason = reasonSentence(pair, alarm);
  return (
    <span className={alarm.state === 'fired' ? 'alarm-rule muted' : 'alarm-rule'}>
      <span>
        <Rich text={ruleSentence(pair, alarm.condition)} />
      </span>
      {reason && <small className="muted">{reason}</small>}
    </span>
  );
}

/** Fills towards the ring. The percentage beside it says the same in words. */
export function AlarmBar({ alarm }: Pick<Props, 'alarm'>) {
  if (alarm.percentToGo === null) return null;
  const share = Math.min(1, Math.max(0, alarm.progress));
  return (
    <span className="progress" aria-hidden="true">
      <i style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}

export function AlarmDistance({ alarm }: Pick<Props, 'alarm'>) {
  return <>{alarm.percentToGo === null ? say('alarms.noDistance') : formatDistance(alarm.percentToGo)}</>;
}

/** The state in one word; with the time left while it cools. */
export function AlarmStateWord({ alarm }: Pick<Props, 'alarm'>) {
  const leftAtReceipt = alarm.reason.code === 'cooling' ? alarm.reason.leftMs : null;
  const left = useTick((now) => {
    if (leftAtReceipt === null) return '';
    return formatCountdown(leftAtReceipt - Math.max(0, now - alarm.receivedAt));
  });
  const paused = useApp((state) => state.monitoring === 'paused');
  // Nothing is judged during a pause, whatever the alarm waits for.
  const waits = paused && (alarm.state === 'armed' || alarm.state === 'cooling');
  const state = waits ? 'paused' : alarm.state;
  return <span className={`alarm-state ${state}`}>{say(`state.${state}`, { left }).trim()}</span>;
}

export function RearmButton({ alarm, pair }: Props) {
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

export function RemoveAlarmButton({ alarm, pair }: Props) {
  const remove = useRemoveAlarm();
  const name = alarmName(pair, alarm.condition);
  const label = say('alarms.remove', { alarm: name });
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => void remove(alarm.id, name)}
    >
      <CloseIcon />
    </button>
  );
}
