import { type Catalogue, merge, type RussianShelf } from './catalogue.ts';
import { russianPage } from './russian-page.ts';
import type * as englishHosts from './shelves/en-hosts.ts';
import * as hosts from './shelves/ru-hosts.ts';

const whole: RussianShelf<typeof englishHosts> = hosts;

/** Everything that is said anywhere, in Russian. */
export const russianHosts: Catalogue = { ...russianPage, ...merge(whole) };
