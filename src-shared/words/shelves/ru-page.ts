/** In Russian: what a page says from its first moment. The same lines as in `en-page.ts`. */
export { alarms } from '../ru/alarms.ts';
export { errors } from '../ru/errors.ts';
export { interfaceWords } from '../ru/interface.ts';
export { ring } from '../ru/ring.ts';
export { watchListRu as watchListWords } from '../ru/watch-list.ts';
export { searchWords } from '../ru/search.ts';
export { ringMenu } from '../ru/ring-menu.ts';
export { hush } from '../ru/hush.ts';
export { chartWordsRu as chartWords } from '../ru/chart.ts';
