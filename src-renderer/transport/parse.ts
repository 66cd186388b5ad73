import {
  type CommandName,
  type CommandOut,
  commands,
  type EventData,
  type EventName,
  events,
  type Reply,
  replyEnvelope,
} from '../../src-shared/contract/contract.ts';
import { ownRefusal } from './refusals.ts';

/** The reply to a command, whatever it was carried by; one that cannot be read is a refusal. */
export function parseReply<K extends CommandName>(name: K, raw: unknown): Reply<K> {
  const envelope = replyEnvelope.safeParse(raw);
  if (!envelope.success) return ownRefusal('internal');
  if (!envelope.data.ok) return envelope.data;
  const out = commands[name].out.safeParse(envelope.data.data);
  return out.success ? { ok: true, data: out.data as CommandOut<K> } : ownRefusal('internal');
}

/** Hands on events that can be read. An update that cannot leaves a gap in the numbers, which the next one shows. */
export function parsed<K extends EventName>(
  name: K,
  listener: (data: EventData<K>) => void,
): (raw: unknown) => void {
  return (raw) => {
    const read = events[name].safeParse(raw);
    if (read.success) listener(read.data as EventData<K>);
  };
}
