import { type ChannelListener, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const channel = 'http.client.request.created';

/** Counts the requests of this process to one address that are not answered to the end; `stop` ends counting. */
export function countRequestsTo(url: string): { readonly underWay: () => number; readonly stop: () => void } {
  const { host } = new URL(url);
  let count = 0;
  const onCreated: ChannelListener = (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') !== host) return;
    count += 1;
    request.once('close', () => {
      count -= 1;
    });
  };
  subscribe(channel, onCreated);
  return { underWay: () => count, stop: () => void unsubscribe(channel, onCreated) };
}
