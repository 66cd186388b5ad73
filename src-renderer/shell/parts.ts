import { createShelf, lazyPart } from './lazy-part.tsx';

const shelf = createShelf(() => import('./on-demand.ts'));
/** With the chart library, which is as large as all the rest. */
const chartShelf = createShelf(() => import('../chart/Chart.tsx'));

export const AlarmEdit = lazyPart(shelf, (parts) => parts.AlarmEdit);
export const AlarmForm = lazyPart(shelf, (parts) => parts.AlarmForm, 'quietly');
export const AllAlarms = lazyPart(shelf, (parts) => parts.AllAlarms);
export const Chart = lazyPart(chartShelf, (parts) => parts.Chart);
export const FiringMarks = lazyPart(shelf, (parts) => parts.FiringMarks, 'quietly');
export const CommandBar = lazyPart(shelf, (parts) => parts.CommandBar, 'quietly');
export const History = lazyPart(shelf, (parts) => parts.History);
export const InSight = lazyPart(shelf, (parts) => parts.InSight, 'quietly');
export const HushBars = lazyPart(shelf, (parts) => parts.HushBars, 'quietly');
export const MuteMenu = lazyPart(shelf, (parts) => parts.MuteMenu, 'quietly');
export const PageNotifications = lazyPart(shelf, (parts) => parts.PageNotifications, 'quietly');
export const NewAlarm = lazyPart(shelf, (parts) => parts.NewAlarm, 'quietly');
export const Notices = lazyPart(shelf, (parts) => parts.Notices, 'quietly');
export const PairStates = lazyPart(shelf, (parts) => parts.PairStates, 'quietly');
export const SettingsPage = lazyPart(shelf, (parts) => parts.SettingsPage);
export const DragLayer = lazyPart(shelf, (parts) => parts.DragLayer, 'quietly');
export const RingDialog = lazyPart(shelf, (parts) => parts.RingDialog, 'quietly');
export const RowMenu = lazyPart(shelf, (parts) => parts.RowMenu, 'quietly');
export const SilentBar = lazyPart(shelf, (parts) => parts.SilentBar, 'quietly');
export const SnoozedBar = lazyPart(shelf, (parts) => parts.SnoozedBar, 'quietly');
export const SummaryPanel = lazyPart(shelf, (parts) => parts.SummaryPanel, 'quietly');
export const SoundBar = lazyPart(shelf, (parts) => parts.SoundBar, 'quietly');
export const FilterLine = lazyPart(shelf, (parts) => parts.FilterLine, 'quietly');
export const Tips = lazyPart(shelf, (parts) => parts.Tips, 'quietly');
export const Toaster = lazyPart(shelf, (parts) => parts.Toaster, 'quietly');
export const Welcome = lazyPart(shelf, (parts) => parts.Welcome);
export const Why = lazyPart(shelf, (parts) => parts.Why);

/** Fetches all of it ahead, so that it is there even where the host is away by then. */
export async function fetchParts(): Promise<void> {
  await Promise.all([shelf.fetch(), chartShelf.fetch()]);
}
