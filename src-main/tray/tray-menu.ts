import type { MenuItemConstructorOptions } from 'electron';
import type { PairId } from '../../src-core/pair.ts';
import type { Glance } from '../../src-runtime/glance.ts';
import type { CommandName } from '../../src-shared/contract/contract.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';

/** What an entry of the tray's menu does. */
export interface TrayActions {
  readonly open: () => void;
  readonly openPair: (id: PairId) => void;
  readonly run: (command: CommandName) => void;
  readonly quit: () => void;
}

/** How things stand, the first pairs, and what can be done, as entries of a menu. */
export function trayMenu(
  glance: Glance,
  say: HostSay,
  { open, openPair, run, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  const { ringing, paused, pairs, sentence, also } = glance;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const dismiss: MenuItemConstructorOptions[] =
    ringing > 0
      ? [{ label: say('tray.dismissAll', { count: ringing }), click: () => run('ring.dismissAll') }]
      : [];
  const pause: MenuItemConstructorOptions = paused
    ? { label: say('tray.resume'), click: () => run('monitoring.resume') }
    : { label: say('tray.pause'), click: () => run('monitoring.pause') };
  return [
    ...[sentence, ...also].map((label): MenuItemConstructorOptions => ({ label, enabled: false })),
    separator,
    ...pairs.map(({ id, line }): MenuItemConstructorOptions => ({ label: line, click: () => openPair(id) })),
    ...(pairs.length > 0 ? [separator] : []),
    { label: say('tray.open'), click: open },
    { label: say('tray.test'), click: () => run('ring.test') },
    ...dismiss,
    pause,
    separator,
    { label: say('tray.quit'), click: quit },
  ];
}
