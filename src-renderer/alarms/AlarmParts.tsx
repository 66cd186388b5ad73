import { useTick } from '../clock/tick.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow, type ReceivedAlarm, type ReceivedPair } from '../store/mirror.ts';
import { Rich } from '../words/Rich.tsx';
import { say } from '../words/say.ts';
import { alarmFacts, reasonSentence, ruleSentence } from './sentences.ts';
import { formatCountdown, formatDistance } from '../words/formats.ts';

interface Props {
  readonly alarm: ReceivedAlarm;
  readonly pair: ReceivedPair;
}

export function AlarmDot({ alarm }: Pick<Props, 'alarm'>) {
  return <span className={`dot ${alarm.state}`} aria-hidden="true" />;
}

export function AlarmRule({ alarm, pair }: Props) {
  const { store } = useServices();
  const reason = reasonSentence(pair, alarm);
  const facts = alarmFacts(alarm, hostNow(store.getState()));
  return (
    <span className="alarm-rule">
      <span className={alarm.state === 'fired' ? 'muted' : undefined}>
        <Rich text={ruleSentence(pair, alarm.condition)} />
      </span>
      {reason && <small className="muted">{reason}</small>}
      {facts.map((fact) => (
        <small key={fact} className="alarm-fact">
          {fact}
        </small>
      ))}
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
  if (alarm.percentToGo === null) return <span className="no-distance">{say('alarms.noDistance')}</span>;
  return <>{formatDistance(alarm.percentToGo)}</>;
}

/** The state in a word; with the time left while it cools or is snoozed. */
export function AlarmStateWord({ alarm }: Pick<Props, 'alarm'>) {
  const { reason } = alarm;
  const leftAtReceipt = reason.code === 'cooling' || reason.code === 'snoozed' ? reason.leftMs : null;
  const left = useTick((now) => {
    if (leftAtReceipt === null) return '';
    return formatCountdown(leftAtReceipt - Math.max(0, now - alarm.receivedAt));
  });
  const monitoring = useApp((state) => state.monitoring);
  // Nothing is judged while monitoring is paused, whatever the alarm waits for.
  const waits = alarm.state === 'armed' || alarm.state === 'cooling' || alarm.state === 'blind';
  const state = monitoring === 'paused' && waits ? 'unwatched' : alarm.state;
  return <span className={`chip alarm-state ${state}`}>{say(`state.${state}`, { left }).trim()}</span>;
}
