import { type AnyReply, dispatch, type Handlers, type Sender } from '../src-shared/contract/dispatch.ts';
import { plain } from '../src-shared/words/words.ts';
import type { Desk } from './desk.ts';

/** Answers commands in the words of this host; a bug is logged once. Never throws. */
export function createHandle(
  desk: Pick<Desk, 'say' | 'failures' | 'log'>,
  handlers: Handlers,
): (name: unknown, input: unknown, sender: Sender) => Promise<AnyReply> {
  return (name, input, sender) =>
    dispatch(
      handlers,
      {
        refuse: (code, about) => {
          const message = plain(desk.say(`error.${code}`, { field: about, name: about }));
          return { ok: false, code, message };
        },
        onBug(command, error) {
          if (desk.failures.isNews(command, error)) {
            desk.log.error({ event: 'command.bug', command, err: error });
          }
        },
      },
      name,
      input,
      sender,
    );
}
