/** What is said in parts that a page fetches when somebody opens them. A new area is one line here, and in `ru-views.ts`. */
export { language } from '../en/language.ts';
export { views } from '../en/views.ts';
export { watchActions } from '../en/watch-actions.ts';
export { commandWords } from '../en/command.ts';
export { settingsWords } from '../en/settings.ts';
export { welcome } from '../en/welcome.ts';
export { alarmViews } from '../en/alarm-views.ts';
export { past } from '../en/past.ts';
export { hushViews } from '../en/hush-views.ts';
export { soundSettings } from '../en/sound-settings.ts';
export { form } from '../en/form.ts';
export { alarmForm } from '../en/alarm-form.ts';
export { notices } from '../en/notices.ts';
