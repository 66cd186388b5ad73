import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import { parsed, parseReply } from './parse.ts';
import { ownRefusal } from './refusals.ts';

/** The contract over the desktop's bridge. The app is there as long as this page is: nothing connects, nothing is lost. */
export function createBridgeApi(bridge: Bridge): AppApi {
  return {
    async call(name, input) {
      try {
        return parseReply(name, await bridge.call(name, input));
      } catch {
        return ownRefusal('no-answer');
      }
    },
    onUpdate: (listener) => bridge.onUpdate(parsed('update', listener)),
    onShow: (listener) => bridge.onShow(parsed('show', listener)),
    onConnection: () => () => {},
  };
}
