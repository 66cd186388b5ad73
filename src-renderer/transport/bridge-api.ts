import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import { parsed, parseReply } from './parse.ts';
import { isTooLarge, ownRefusal, tooLargeImport } from './refusals.ts';

/** The contract over the desktop's bridge. The app is there as long as this page is: nothing connects, nothing is lost. */
export function createBridgeApi(bridge: Bridge): AppApi {
  const call: AppApi['call'] = async (name, input) => {
    try {
      return parseReply(name, await bridge.call(name, input));
    } catch {
      return ownRefusal('no-answer');
    }
  };
  return {
    call,
    importFile: async (text) => (isTooLarge(text) ? tooLargeImport() : call('data.previewImport', { text })),
    exportFile: () => call('data.export', {}),
    onUpdate: (listener) => bridge.onUpdate(parsed('update', listener)),
    onShow: (listener) => bridge.onShow(parsed('show', listener)),
    onConnection: () => () => {},
  };
}
