import { isReady, needReady } from './lifecycle.ts';
import { schemeHandler, setHandler, setPrivileges } from './schemes.ts';

const state = { registered: false };
const builtIn = new Set([
  'http',
  'https',
  'file',
  'data',
  'about',
  'blob',
  'javascript',
  'chrome',
  'devtools',
]);

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    // A second call replaces the first in Electron, silently: nobody wants that.
    if (state.registered) throw new Error('The double: registerSchemesAsPrivileged can be called once.');
    state.registered = true;
    for (const { scheme, privileges } of schemes) {
      if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) throw new Error(`Not the name of a scheme: ${scheme}`);
      setPrivileges(scheme, privileges ?? {});
    }
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    needReady('protocol.handle cannot be called');
    if (schemeHandler(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (builtIn.has(scheme)) throw new Error(`The double cannot handle the scheme ${scheme} for the app.`);
    setHandler(scheme, handler);
  },
  unhandle(scheme: string): void {
    if (!schemeHandler(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    setHandler(scheme, undefined);
  },
  isProtocolHandled(scheme: string): boolean {
    needReady('protocol.isProtocolHandled cannot be called');
    return schemeHandler(scheme) !== undefined || builtIn.has(scheme);
  },
};
