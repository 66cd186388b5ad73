import type { MenuItemConstructorOptions } from 'electron';
import type { PairId } from '../../src-core/pair.ts';
import type { Glance } from '../../src-runtime/glance.ts';
import type { CommandIn, CommandName } from '../../src-shared/contract/contract.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';

/** What an entry of the tray's menu does. */
export interface TrayActions {
  readonly open: () => void;
  readonly openPair: (id: PairId) => void;
  readonly run: <K extends CommandName>(command: K, input: CommandIn<K>) => void;
  readonly snoozeAll: () => void;
  readonly openSettings: () => void;
  readonly quit: () => void;
}

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };
const said = (label: string): Item => ({ label, enabled: false });
/** Lines with one between them and what follows; nothing where there are none. */
const part = (items: readonly Item[]): Item[] => (items.length > 0 ? [...items, separator] : []);

/** What can be done about what rings. */
function ofRings(
  { ringing, snoozable }: Glance,
  say: HostSay,
  { run, snoozeAll }: Pick<TrayActions, 'run' | 'snoozeAll'>,
): Item[] {
  if (ringing === 0) return [];
  const snooze = { label: say('tray.snoozeAll', { count: snoozable }), click: snoozeAll };
  return [
    { label: say('tray.dismissAll', { count: ringing }), click: () => run('ring.dismissAll', {}) },
    ...(snoozable > 0 ? [snooze] : []),
  ];
}

/** How things stand, pinned pairs, the nearest alarms, and what can be done, as entries of a menu. */
export function trayMenu(
  glance: Glance,
  say: HostSay,
  { open, openPair, openSettings, run, snoozeAll, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  const { paused, muted, canTest, pairs, nearest, sentence, also } = glance;
  const lines = (list: Glance['pairs']): Item[] =>
    list.map(({ id, line }) => ({ label: line, click: () => openPair(id) }));
  const pause: Item = paused
    ? { label: say('tray.resume'), click: () => run('monitoring.resume', {}) }
    : { label: say('tray.pause'), click: () => run('monitoring.pause', {}) };
  const mute: Item = muted
    ? { label: say('tray.mute.end'), click: () => run('mute.end', {}) }
    : { label: say('tray.mute'), click: () => run('mute.set', { minutes: 60 }) };
  return [
    ...[sentence, ...also].map(said),
    separator,
    ...part(lines(pairs)),
    ...part(nearest.length > 0 ? [said(say('tray.nearest')), ...lines(nearest)] : []),
    ...part(ofRings(glance, say, { run, snoozeAll })),
    { label: say('tray.open'), click: open },
    { label: say('tray.settings'), click: openSettings },
    separator,
    mute,
    pause,
    canTest
      ? { label: say('tray.test'), click: () => run('ring.test', {}) }
      : { label: say('tray.test.muted'), enabled: false },
    separator,
    { label: say('tray.quit'), click: quit },
  ];
}
