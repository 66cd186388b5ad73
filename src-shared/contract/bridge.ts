import type { CommandName, EventName } from './contract.ts';

/** Names of the channels between the desktop's main process and its page: one for commands, one for each event. */
export const channels = {
  call: 'call',
  update: 'update',
  show: 'show',
} as const satisfies Readonly<Record<'call' | EventName, string>>;

/** Told with whatever came; who listens parses it. The returned function ends it. */
type Listen = (listener: (data: unknown) => void) => () => void;

/** What the preload script gives the page as `window.app`, worked out from the contract: one call, and one subscription for each event. */
export type Bridge = {
  readonly call: (name: CommandName, input: unknown) => Promise<unknown>;
} & { readonly [Name in EventName as `on${Capitalize<Name>}`]: Listen };
