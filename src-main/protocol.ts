import { protocol } from 'electron';
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
export function serveInterface(folder: string, changing: Parameters<typeof appPages>[1]): void {
  protocol.handle(scheme, appPages(folder, changing));
}
