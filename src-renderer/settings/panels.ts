import type { ComponentType } from 'react';
import { LanguageFields } from './LanguageFields.tsx';
import { NotificationSettings } from './NotificationSettings.tsx';
import { QuietHours } from './QuietHours.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import { TraySettings } from './TraySettings.tsx';

/** Panels that stand in a section of the settings beside what is there; null for one that this app does not have. */
export interface Panels {
  readonly language: ComponentType | null;
  readonly sound: ComponentType | null;
  readonly notifications: ComponentType | null;
  readonly quietHours: ComponentType | null;
  readonly tray: ComponentType | null;
}

export const panels: Panels = {
  language: LanguageFields,
  sound: SoundSettings,
  notifications: NotificationSettings,
  quietHours: QuietHours,
  tray: TraySettings,
};
