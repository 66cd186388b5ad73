import { createShelf, lazyPart } from './lazy-part.tsx';

const shelf = createShelf(() => import('./on-demand.ts'));

export const AlarmEdit = lazyPart(shelf, (parts) => parts.AlarmEdit);
export const AllAlarms = lazyPart(shelf, (parts) => parts.AllAlarms);
export const History = lazyPart(shelf, (parts) => parts.History);
export const MoreOptions = lazyPart(shelf, (parts) => parts.MoreOptions);
export const HushBars = lazyPart(shelf, (parts) => parts.HushBars, 'quietly');
export const MuteMenu = lazyPart(shelf, (parts) => parts.MuteMenu, 'quietly');
export const PageNotifications = lazyPart(shelf, (parts) => parts.PageNotifications, 'quietly');
export const PairStates = lazyPart(shelf, (parts) => parts.PairStates, 'quietly');
export const Replay = lazyPart(shelf, (parts) => parts.Replay);
export const SettingsPage = lazyPart(shelf, (parts) => parts.SettingsPage);
export const SilentBar = lazyPart(shelf, (parts) => parts.SilentBar, 'quietly');
export const SnoozedBar = lazyPart(shelf, (parts) => parts.SnoozedBar, 'quietly');
export const SnoozePanel = lazyPart(shelf, (parts) => parts.SnoozePanel);
export const SummaryPanel = lazyPart(shelf, (parts) => parts.SummaryPanel, 'quietly');
export const Toaster = lazyPart(shelf, (parts) => parts.Toaster, 'quietly');
export const Why = lazyPart(shelf, (parts) => parts.Why);

/** Fetches all of it ahead, so that it is there even where the host is away by then. */
export async function fetchParts(): Promise<void> {
  await shelf.fetch();
}
