import { merge } from './catalogue.ts';
import { russianHosts } from './russian-hosts.ts';
import * as hosts from './shelves/en-hosts.ts';
import { plainStyle, type Style } from './style.ts';
import { createWordsOf, type KeyOf, pageCatalogue, type SayFrom } from './words.ts';

/** Everything that is said anywhere: by the interface, by both hosts, by what starts them. */
export const hostCatalogue = { ...pageCatalogue, ...merge(hosts) };

export type HostWordKey = KeyOf<typeof hostCatalogue>;
export type HostSay = SayFrom<HostWordKey>;

/** The catalogue of a host, in the language of the style. */
export function createHostWords(style: Style = plainStyle): HostSay {
  const catalogue = style.language === 'ru' ? russianHosts : hostCatalogue;
  return createWordsOf(catalogue, style) as HostSay;
}
