/** What a page says from its first moment. A new area is one line here, and the same line in `ru-page.ts`. */
export { alarms } from '../en/alarms.ts';
export { errors } from '../en/errors.ts';
export { interfaceWords } from '../en/interface.ts';
export { ring } from '../en/ring.ts';
export { watchListWords } from '../en/watch-list.ts';
export { searchWords } from '../en/search.ts';
export { ringMenu } from '../en/ring-menu.ts';
export { hush } from '../en/hush.ts';
export { chartWords } from '../en/chart.ts';
