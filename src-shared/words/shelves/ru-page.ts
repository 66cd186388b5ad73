/** In Russian: what a page says from its first moment. The same lines as in `en-page.ts`. */
export { alarms } from '../ru/alarms.ts';
export { errors } from '../ru/errors.ts';
export { form } from '../ru/form.ts';
export { interfaceWords } from '../ru/interface.ts';
export { ring } from '../ru/ring.ts';
export { watchListRu as watchListWords } from '../ru/watch-list.ts';
export { searchWords } from '../ru/search.ts';
export { alarmForm } from '../ru/alarm-form.ts';
export { ringMenu } from '../ru/ring-menu.ts';
export { hush } from '../ru/hush.ts';
