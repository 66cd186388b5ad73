import { protocol } from 'electron';
import type { Runtime } from '../src-runtime/runtime.ts';
import { appPages, scheme } from './app-pages.ts';

/** Before Electron is ready; afterwards a scheme gets no secure origin any more. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/**
 * Serves the built interface at `app://bundle/`.
 * @throws where the interface was not built
 */
export function serveInterface(folder: string, ownSound: Runtime['ownSound']): void {
  protocol.handle(scheme, appPages(folder, ownSound));
}
