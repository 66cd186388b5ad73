import { desk } from './desk.ts';
import { needReady } from './lifecycle.ts';

type Box = Electron.MessageBoxOptions;

export const dialog = {
  async showMessageBox(
    windowOrOptions: Electron.BaseWindow | Box,
    given?: Box,
  ): Promise<Electron.MessageBoxReturnValue> {
    needReady('dialog.showMessageBox cannot be called');
    const options = given ?? (windowOrOptions as Box);
    if (typeof options?.message !== 'string') throw new TypeError('message must be a string');
    const { title = '', message, buttons = [], defaultId = 0 } = options;
    desk.dialogs.push({ kind: options.type ?? 'none', title, message, buttons });
    return {
      response: desk.dialogAnswers.shift() ?? defaultId,
      checkboxChecked: options.checkboxChecked ?? false,
    };
  },
  /** The one that may be shown before ready. */
  showErrorBox(title: string, content: string): void {
    if (typeof title !== 'string' || typeof content !== 'string')
      throw new TypeError('title and content are strings');
    desk.dialogs.push({ kind: 'error box', title, message: content, buttons: [] });
  },
};
