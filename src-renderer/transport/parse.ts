import {
  type CommandName,
  type CommandOut,
  commands,
  type EventData,
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

/** Hands on updates that can be read. One that cannot leaves a gap in the numbers, which the next one shows. */
export function parsedUpdates(listener: (update: EventData<'update'>) => void): (raw: unknown) => void {
  return (raw) => {
    const parsed = events.update.safeParse(raw);
    if (parsed.success) listener(parsed.data satisfies EventData<'update'>);
  };
}
