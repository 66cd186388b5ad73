import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { type Desk, settingsOf } from '../desk.ts';
import { changeRules } from './refuse.ts';

/** Puts the settings to work. */
export function applySettings(desk: Desk): void {
  const settings = settingsOf(desk);
  desk.engine.setConfirmPercent(settings.confirmPercent);
  desk.speak(settings);
  desk.sourcing.follow();
  desk.hush.look();
}

export function createSettingsCommands(desk: Desk): Pick<Handlers, 'settings.set'> {
  return {
    async 'settings.set'(changes) {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      await changeRules(desk, (rules) => ({
        ...rules,
        settings: {
          ...rules.settings,
          ...Object.fromEntries(given),
          budgets: { ...rules.settings.budgets, ...changes.budgets },
        },
      }));
      applySettings(desk);
      desk.publisher.touch('settings');
      desk.log.info({ event: 'settings.changed', settings: Object.keys(changes) });
      return settingsOf(desk);
    },
  };
}
