/// <reference types="vite/client" />
import type { AppApi } from '../src-shared/contract/contract.ts';

declare global {
  interface Window {
    /** Set by the desktop's preload script; absent in a browser. */
    readonly app?: AppApi;
  }
}
