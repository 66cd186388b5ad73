import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AlarmId, FiringId } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { RingingView, Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { type Draft, emptyDraft } from '../alarms/draft.ts';
import { draftOfAlarm } from '../alarms/draft-of-alarm.ts';
import { type PreviewMarksSlice, previewMarksSlice } from './preview-marks.ts';
import { emptyMirror, fromSnapshot, type Mirror, withUpdate } from './mirror.ts';
import { type SparkSlice, sparkSlice } from './sparks.ts';

/** `connecting` until the first snapshot; `lost` while the host cannot be reached. */
export type Connection = { readonly state: 'connecting' | 'connected' | 'lost'; readonly since: number };

interface ConnectionSlice {
  readonly connection: Connection;
  readonly setConnection: (state: Connection['state'], now: number) => void;
}

interface MirrorSlice extends Mirror {
  readonly takeSnapshot: (snapshot: Snapshot, now: number) => void;
  /** Takes updates in order, and tells of them once. */
  readonly takeUpdates: (updates: readonly Update[], now: number) => void;
}

/** An alarm that is being changed: as it stood when that began, and as it stands in the form. */
export interface Edit {
  readonly before: Draft;
  readonly draft: Draft;
}

/** The parts of the settings, in their order. */
export const settingsSections = [
  'general',
  'sources',
  'sound',
  'notifications',
  'quietHours',
  'tray',
  'alarms',
  'data',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

export type View = 'pair' | 'alarms' | 'history' | 'settings';

/** What is on screen: the only thing that this page decides itself. */
interface ScreenSlice {
  readonly view: View;
  /** Under 720 px one of the two is shown. */
  readonly pane: 'list' | 'detail';
  /** The part of the settings that was asked for; null: the top of them. */
  readonly section: SettingsSection | null;
  readonly selectedId: PairId | null;
  /** Rings that were dismissed while no host could be told: quiet here until it is back. */
  readonly quiet: readonly FiringId[];
  /** Rings that were put aside to look at the chart: they ring on, in a bar. */
  readonly aside: readonly FiringId[];
  readonly setAside: (ids: readonly FiringId[]) => void;
  readonly select: (id: PairId) => void;
  readonly show: (view: Exclude<View, 'pair'>) => void;
  readonly showSettings: (section: SettingsSection | null) => void;
  readonly showList: () => void;
  readonly hush: (ids: readonly FiringId[]) => void;
}

/** Forms as far as they are filled in: a ring that brings up its pair loses nothing of another one's. */
interface FormSlice {
  readonly drafts: Readonly<Record<PairId, Draft>>;
  readonly changeDraft: (id: PairId, part: Partial<Draft>) => void;
  readonly edits: Readonly<Record<AlarmId, Edit>>;
  /** Brings up the alarm's pair with the alarm in a form. */
  readonly startEdit: (id: AlarmId) => void;
  readonly changeEdit: (id: AlarmId, part: Partial<Draft>) => void;
  readonly endEdit: (id: AlarmId) => void;
  /** Puts another alarm like this one into the form of its pair, and brings that up. */
  readonly copyAlarm: (id: AlarmId) => void;
}

export type State = ConnectionSlice & MirrorSlice & ScreenSlice & FormSlice & PreviewMarksSlice & SparkSlice;
export type AppStore = StoreApi<State>;

/** A silent alarm is shown where it stands, as is one that is held; it brings up nothing. */
export function isSilent(ringing: RingingView): boolean {
  if (ringing.held === true) return true;
  return ringing.kind === 'firing' && ringing.firing.urgency === 'silent';
}

/** What has to follow when pairs or rings change: a pair selected that exists, the one that rang on screen. */
function onScreen(state: State, mirror: Mirror): Partial<ScreenSlice> {
  const rangBefore = new Set(state.ringing.flatMap((ringing) => (isSilent(ringing) ? [] : [ringing.id])));
  const fresh = mirror.ringing.find(
    (ringing) => ringing.kind === 'firing' && !isSilent(ringing) && !rangBefore.has(ringing.id),
  );
  if (fresh?.kind === 'firing' && mirror.pairs[fresh.pair.id]) {
    return { selectedId: fresh.pair.id, view: 'pair', pane: 'detail' };
  }
  if (state.selectedId !== null && mirror.pairs[state.selectedId]) return {};
  const selectedId = mirror.pairIds[0] ?? null;
  // The pair on screen is gone: on a narrow page that is a way back to the list.
  return state.selectedId === null || state.view !== 'pair' ? { selectedId } : { selectedId, pane: 'list' };
}

type Set = StoreApi<State>['setState'];

const formSlice = (set: Set): FormSlice => ({
  drafts: {},
  changeDraft: (id, part) =>
    set(({ drafts }) => ({ drafts: { ...drafts, [id]: { ...(drafts[id] ?? emptyDraft), ...part } } })),
  edits: {},
  startEdit: (id) =>
    set(({ alarms, edits }) => {
      const alarm = alarms[id];
      if (!alarm) return {};
      const before = draftOfAlarm(alarm);
      return {
        edits: { ...edits, [id]: edits[id] ?? { before, draft: before } },
        selectedId: alarm.pairId,
        view: 'pair',
        pane: 'detail',
      };
    }),
  changeEdit: (id, part) =>
    set(({ edits }) => {
      const edit = edits[id];
      return edit ? { edits: { ...edits, [id]: { ...edit, draft: { ...edit.draft, ...part } } } } : {};
    }),
  copyAlarm: (id) =>
    set(({ alarms, drafts }) => {
      const alarm = alarms[id];
      if (!alarm) return {};
      const { pairId } = alarm;
      return {
        drafts: { ...drafts, [pairId]: draftOfAlarm(alarm) },
        selectedId: pairId,
        view: 'pair',
        pane: 'detail',
      };
    }),
  endEdit: (id) =>
    set(({ edits }) => ({ edits: Object.fromEntries(Object.entries(edits).filter(([key]) => key !== id)) })),
});

export function createAppStore(): AppStore {
  return createStore<State>()((set) => ({
    ...emptyMirror,
    ...formSlice(set),
    ...previewMarksSlice(set),
    ...sparkSlice(set),
    connection: { state: 'connecting', since: 0 },
    view: 'pair',
    pane: 'list',
    section: null,
    selectedId: null,
    quiet: [],
    aside: [],
    setAside: (ids) => set({ aside: ids }),
    setConnection: (state, now) =>
      set((before) => (before.connection.state === state ? {} : { connection: { state, since: now } })),
    takeSnapshot: (snapshot, now) =>
      set((state) => {
        const mirror = fromSnapshot(snapshot, now);
        return { ...mirror, ...onScreen(state, mirror), quiet: [] };
      }),
    takeUpdates: (updates, now) =>
      set((state) =>
        updates.reduce<State>((before, update) => {
          const mirror = withUpdate(before, update, now);
          return { ...before, ...mirror, ...onScreen(before, mirror) };
        }, state),
      ),
    select: (id) => set({ selectedId: id, view: 'pair', pane: 'detail' }),
    show: (view) => set({ view, pane: 'detail', section: null }),
    showSettings: (section) => set({ view: 'settings', pane: 'detail', section }),
    showList: () => set({ pane: 'list', view: 'pair' }),
    hush: (ids) => set((state) => ({ quiet: [...state.quiet, ...ids] })),
  }));
}
