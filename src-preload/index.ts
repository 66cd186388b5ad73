import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, channels } from '../src-shared/contract/bridge.ts';

/** The event itself stays here: it would hand the page a way to send. */
const listenTo = (channel: string) => (listener: (data: unknown) => void) => {
  const receive = (_event: unknown, data: unknown) => listener(data);
  ipcRenderer.on(channel, receive);
  return () => {
    ipcRenderer.off(channel, receive);
  };
};

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  onUpdate: listenTo(channels.update),
  onShow: listenTo(channels.show),
};

contextBridge.exposeInMainWorld('app', bridge);
