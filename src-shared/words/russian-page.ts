import { type Catalogue, merge, type RussianShelf } from './catalogue.ts';
import type * as englishPage from './shelves/en-page.ts';
import type * as englishViews from './shelves/en-views.ts';
import * as page from './shelves/ru-page.ts';
import * as views from './shelves/ru-views.ts';

const whole: RussianShelf<typeof englishPage> & RussianShelf<typeof englishViews> = { ...page, ...views };

/** Everything that a page says, in Russian: fetched where it is wanted. */
export const russianPage: Catalogue = merge(whole);
