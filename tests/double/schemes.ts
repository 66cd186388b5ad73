import { insecureSuffix } from './chromium.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** Schemes of the app: plain Chromium cannot load them, so they are served over HTTP on this computer. */
const privileges = new Map<string, Electron.Privileges>();
const handlers = new Map<string, Handler>();
const bridge = { port: 0 };
const known = new Set([
  'http:',
  'https:',
  'file:',
  'data:',
  'about:',
  'blob:',
  'javascript:',
  'chrome:',
  'devtools:',
]);

export function setBridgePort(port: number): void {
  bridge.port = port;
}

export function schemePrivileges(scheme: string): Electron.Privileges {
  return privileges.get(scheme) ?? {};
}

export function setPrivileges(scheme: string, of: Electron.Privileges): void {
  privileges.set(scheme, of);
}

export function schemeHandler(scheme: string): Handler | undefined {
  return handlers.get(scheme);
}

export function setHandler(scheme: string, handler: Handler | undefined): void {
  if (handler === undefined) handlers.delete(scheme);
  else handlers.set(scheme, handler);
}

/** Whether something answers for a URL: Chromium itself or a handler of the app. */
export function isLoadable(url: string): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol !== undefined && (known.has(protocol) || handlers.has(protocol.slice(0, -1)));
}

/** The address under which Chromium can load a URL of one of the app's schemes; others stay as they are. */
export function toHttp(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (!handlers.has(scheme)) return url;
  const { standard, secure } = schemePrivileges(scheme);
  const suffix = standard && secure ? 'localhost' : insecureSuffix;
  return `http://${host || '_'}.${scheme}.${suffix}:${bridge.port}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

const bridged = new RegExp(`^(.*)\\.([^.]+)\\.(?:localhost|${insecureSuffix.replaceAll('.', '\\.')})$`);

/** Host and scheme behind a host name of the bridge. */
export function bridgedHost(hostname: string): { host: string; scheme: string } | undefined {
  const [, host, scheme] = bridged.exec(hostname) ?? [];
  if (host === undefined || scheme === undefined || !handlers.has(scheme)) return undefined;
  return { host: host === '_' ? '' : host, scheme };
}

/** The way back: what the app calls the address. */
export function fromHttp(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'http:' || Number(parsed.port) !== bridge.port) return url;
  const found = bridgedHost(parsed.hostname);
  if (found === undefined) return url;
  return `${found.scheme}://${found.host}${url.slice(parsed.origin.length)}`;
}
