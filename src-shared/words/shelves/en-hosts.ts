/** What only hosts and the programs around them say. A new area is one line here, and the same line in `ru-hosts.ts`. */
export { damage } from '../en/damage.ts';
export { desktop } from '../en/desktop.ts';
export { host } from '../en/host.ts';
export { start } from '../en/start.ts';
export { transfer } from '../en/transfer.ts';
export { sourceErrors } from '../en/source-errors.ts';
export { hushHosts } from '../en/hush-hosts.ts';
export { tray } from '../en/tray.ts';
export { refusals } from '../en/refusals.ts';
export { notices } from '../en/notices.ts';
