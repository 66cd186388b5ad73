import { damage } from './en/damage.ts';
import { desktop } from './en/desktop.ts';
import { host } from './en/host.ts';
import { hushViews } from './en/hush-views.ts';
import { start } from './en/start.ts';
import { transfer } from './en/transfer.ts';
import { tray } from './en/tray.ts';
import { createWordsOf, type KeyOf, pageCatalogue, type SayFrom } from './words.ts';

/** Everything that is said anywhere: by the interface, by both hosts, by what starts them. */
export const hostCatalogue = {
  ...hushViews,
  ...pageCatalogue,
  ...damage,
  ...desktop,
  ...host,
  ...start,
  ...transfer,
  ...tray,
};

export type HostWordKey = KeyOf<typeof hostCatalogue>;
export type HostSay = SayFrom<HostWordKey>;

/** The catalogue of a host. */
export function createHostWords(): HostSay {
  return createWordsOf(hostCatalogue);
}
