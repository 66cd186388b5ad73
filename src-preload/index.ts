import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, channels } from '../src-shared/contract/bridge.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  onUpdate(listener) {
    // The event itself stays here: it would hand the page a way to send.
    const receive = (_event: unknown, update: unknown) => listener(update);
    ipcRenderer.on(channels.update, receive);
    return () => {
      ipcRenderer.off(channels.update, receive);
    };
  },
};

contextBridge.exposeInMainWorld('app', bridge);
