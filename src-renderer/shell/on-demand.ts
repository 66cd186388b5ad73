/** Everything that a page can do without until somebody asks for it: one file to fetch, and one that is soon there. */
export { AlarmEdit } from '../alarms/AlarmEdit.tsx';
export { AllAlarms } from '../alarms/AllAlarms.tsx';
export { MoreOptions } from '../alarms/MoreOptions.tsx';
export { Replay } from '../alarms/Replay.tsx';
export { Why } from '../alarms/Why.tsx';
export { History } from '../history/History.tsx';
export { PairStates } from '../pair/PairStates.tsx';
export { PageNotifications } from '../ring/PageNotifications.tsx';
export { SilentBar, SnoozedBar } from '../ring/QuietBars.tsx';
export { SnoozePanel } from '../ring/SnoozePanel.tsx';
export { SettingsPage } from '../settings/SettingsPage.tsx';
export { MuteMenu } from './MuteMenu.tsx';
export { HushBars } from '../status/HushBars.tsx';
export { SummaryPanel } from '../status/SummaryPanel.tsx';
export { Toaster } from '../toasts/Toaster.tsx';
