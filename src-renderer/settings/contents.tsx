import type { ReactNode } from 'react';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { type SettingsSection, settingsSections } from '../store/store.ts';
import { About } from './About.tsx';
import { Confirm, TellBlind } from './AlarmSettings.tsx';
import { panels } from './panels.ts';
import { Limit, Soften, TestAlarm } from './RingSettings.tsx';
import { Sources } from './Sources.tsx';
import { Theme } from './Theme.tsx';
import { Transfer } from './Transfer.tsx';

const { language: Language, sound: Sound, notifications: Notifications, quietHours, tray } = panels;
const [QuietHours, Tray] = [quietHours, tray];

/** What stands in each section; null where there is nothing to set. */
export const contents: Readonly<Record<SettingsSection, ((settings: Settings) => ReactNode) | null>> = {
  general: (settings) => (
    <>
      {Language && <Language />}
      <Theme settings={settings} />
    </>
  ),
  sources: (settings) => <Sources settings={settings} />,
  sound: (settings) => (
    <>
      {Sound && <Sound />}
      <TestAlarm />
      <Soften settings={settings} />
      <Limit settings={settings} />
    </>
  ),
  notifications: (settings) => (
    <>
      {Notifications && <Notifications />}
      <TellBlind settings={settings} />
    </>
  ),
  quietHours: QuietHours && (() => <QuietHours />),
  tray: Tray && (() => <Tray />),
  alarms: (settings) => <Confirm settings={settings} />,
  data: () => <Transfer />,
  about: () => <About />,
};

/** The sections that have something in them, in their order. */
export const sections = settingsSections.filter((id) => contents[id] !== null);
