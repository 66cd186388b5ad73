import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';

/** Whether an address belongs to the interface: exactly this origin, whatever the path. */
export function isOwnAddress(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}` === origin;
}

/**
 * Whether a command may be answered: it comes from the main frame of our window, and that frame shows the interface. A
 * frame that navigated away or is gone meanwhile has no say.
 */
export function isFromInterface(
  { sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  window: Pick<BrowserWindow, 'webContents'> | null,
  origin: string,
): boolean {
  try {
    if (window === null || sender !== window.webContents) return false;
    if (senderFrame === null || senderFrame !== sender.mainFrame) return false;
    return isOwnAddress(senderFrame.url, origin);
  } catch {
    // Reading a frame that was disposed throws.
    return false;
  }
}
