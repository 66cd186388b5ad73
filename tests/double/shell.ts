import { desk } from './desk.ts';

export const shell = {
  async openExternal(url: string, _options?: Electron.OpenExternalOptions): Promise<void> {
    if (URL.parse(url) === null) throw new Error('Invalid URL');
    desk.openedExternal.push(url);
    if (desk.openExternalFails) throw new Error('Failed to open');
  },
  async openPath(path: string): Promise<string> {
    desk.openedExternal.push(path);
    return desk.openExternalFails ? 'Failed to open path' : '';
  },
  showItemInFolder(fullPath: string): void {
    desk.openedExternal.push(fullPath);
  },
  beep(): void {
    desk.beeps += 1;
  },
};

export const clipboard = {
  async writeText(text: string): Promise<void> {
    desk.clipboard = text;
  },
  readText: async (): Promise<string> => desk.clipboard,
  clear(): void {
    desk.clipboard = '';
  },
};
