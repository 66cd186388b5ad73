import { merge } from './catalogue.ts';
import * as hosts from './shelves/en-hosts.ts';
import { createWordsOf, type KeyOf, pageCatalogue, type SayFrom } from './words.ts';

/** Everything that is said anywhere: by the interface, by both hosts, by what starts them. */
export const hostCatalogue = { ...pageCatalogue, ...merge(hosts) };

export type HostWordKey = KeyOf<typeof hostCatalogue>;
export type HostSay = SayFrom<HostWordKey>;

/** The catalogue of a host. */
export function createHostWords(): HostSay {
  return createWordsOf(hostCatalogue);
}
