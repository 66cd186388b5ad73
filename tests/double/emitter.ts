import { EventEmitter } from 'node:events';

const always = new Set(['newListener', 'removeListener', 'error']);

/**
 * An emitter with a closed list of events: a listener for one that the double never emits would wait for ever and the
 * test would prove nothing, so it is refused at once.
 */
export class Emitter<Events extends { [Name in keyof Events]: unknown[] }> extends EventEmitter<Events> {
  constructor(owner: string, offered: Readonly<Record<keyof Events, true>>) {
    super();
    const refuse = (name: string | symbol): void => {
      if (typeof name !== 'string' || always.has(name) || Object.hasOwn(offered, name)) return;
      throw new Error(`The double has no event '${name}' on ${owner}.`);
    };
    this.on('newListener' as never, refuse as never);
  }
}

/** An event object with the given members and a `preventDefault` that works. */
export function makeEvent<Params extends object>(params: Params): Electron.Event<Params> {
  const state = { prevented: false };
  const event = {
    get defaultPrevented() {
      return state.prevented;
    },
    preventDefault() {
      state.prevented = true;
    },
  };
  return Object.assign(event, params) as Electron.Event<Params>;
}

/** Our objects offer a part of Electron's; where its typings want the whole, this says so in one place. */
export function asElectron<Whole>(part: object): Whole {
  return part as Whole;
}
