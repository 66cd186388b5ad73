/** In Russian: what only hosts and the programs around them say. The same lines as in `en-hosts.ts`. */
export { damage } from '../ru/damage.ts';
export { desktop } from '../ru/desktop.ts';
export { host } from '../ru/host.ts';
export { start } from '../ru/start.ts';
export { transfer } from '../ru/transfer.ts';
export { sourceErrors } from '../ru/source-errors.ts';
export { hushHosts } from '../ru/hush-hosts.ts';
export { tray } from '../ru/tray.ts';
export { refusals } from '../ru/refusals.ts';
export { notices } from '../ru/notices.ts';
