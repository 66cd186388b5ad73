/** Everything that a page can do without until somebody asks for it: one file to fetch, and one that is soon there. */
export { AlarmEdit } from '../alarms/AlarmEdit.tsx';
export { AlarmForm } from '../alarms/AlarmForm.tsx';
export { AllAlarms } from '../alarms/AllAlarms.tsx';
export { Why } from '../alarms/Why.tsx';
export { History } from '../history/History.tsx';
export { PairStates } from '../pair/PairStates.tsx';
export { SilentBar, SnoozedBar } from '../ring/QuietBars.tsx';
export { SnoozeMenu } from '../ring/SnoozeMenu.tsx';
export { SnoozePanel } from '../ring/SnoozePanel.tsx';
export { SettingsPage } from '../settings/SettingsPage.tsx';
export { SummaryPanel } from '../status/SummaryPanel.tsx';
export { Toaster } from '../toasts/Toaster.tsx';
