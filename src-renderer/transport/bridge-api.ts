import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import { largestSoundBytes } from '../../src-shared/contract/sound.ts';
import { parsed, parseReply } from './parse.ts';
import { isTooLarge, ownRefusal, tooLargeImport, tooLargeSound } from './refusals.ts';

/** In pieces: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

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
    uploadSound: async (file, name) =>
      file.length > largestSoundBytes
        ? tooLargeSound()
        : call('sound.upload', { name, data: base64Of(file) }),
    exportFile: () => call('data.export', {}),
    onUpdate: (listener) => bridge.onUpdate(parsed('update', listener)),
    onShow: (listener) => bridge.onShow(parsed('show', listener)),
    onConnection: () => () => {},
  };
}
