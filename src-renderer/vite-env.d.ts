/// <reference types="vite/client" />
import type { Bridge } from '../src-shared/contract/bridge.ts';

declare global {
  interface Window {
    /** Set by the desktop's preload script; absent in a browser. */
    readonly app?: Bridge;
  }
}
