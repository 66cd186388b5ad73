/** In Russian: what is said in parts that are fetched when somebody opens them. The same lines as in `en-views.ts`. */
export { language } from '../ru/language.ts';
export { views } from '../ru/views.ts';
export { watchActionsRu as watchActions } from '../ru/watch-actions.ts';
export { commandWords } from '../ru/command.ts';
export { settingsWords } from '../ru/settings.ts';
export { welcome } from '../ru/welcome.ts';
export { alarmViews } from '../ru/alarm-views.ts';
export { past } from '../ru/past.ts';
export { hushViews } from '../ru/hush-views.ts';
export { soundSettings } from '../ru/sound-settings.ts';
export { form } from '../ru/form.ts';
export { alarmForm } from '../ru/alarm-form.ts';
export { notices } from '../ru/notices.ts';
