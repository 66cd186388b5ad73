import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FiringId } from '../../src-core/alarm.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Snapshot, Update } from '../../src-shared/contract/schemas.ts';
import { type Draft, emptyDraft } from '../alarms/draft.ts';
import { emptyMirror, fromSnapshot, type Mirror, withUpdate } from './mirror.ts';

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

/** What is on screen: the only thing that this page decides itself. */
interface ScreenSlice {
  readonly view: 'pair' | 'alarms';
  /** Under 720 px one of the two is shown. */
  readonly pane: 'list' | 'detail';
  readonly selectedId: PairId | null;
  /** Rings that were dismissed while no host could be told: quiet here until it is back. */
  readonly quiet: readonly FiringId[];
  readonly select: (id: PairId) => void;
  readonly showAlarms: () => void;
  readonly showList: () => void;
  readonly hush: (ids: readonly FiringId[]) => void;
  /** New alarms as far as they are typed: a ring that brings up its pair loses nothing of another one's. */
  readonly drafts: Readonly<Record<PairId, Draft>>;
  readonly changeDraft: (id: PairId, part: Partial<Draft>) => void;
}

export type State = ConnectionSlice & MirrorSlice & ScreenSlice;
export type AppStore = StoreApi<State>;

/** What has to follow when pairs or rings change: a pair selected that exists, the one that rang on screen. */
function onScreen(state: State, mirror: Mirror): Partial<ScreenSlice> {
  const rangBefore = new Set(state.ringing.map((ringing) => ringing.id));
  const fresh = mirror.ringing.find((ringing) => ringing.kind === 'firing' && !rangBefore.has(ringing.id));
  if (fresh?.kind === 'firing' && mirror.pairs[fresh.pair.id]) {
    return { selectedId: fresh.pair.id, view: 'pair', pane: 'detail' };
  }
  if (state.selectedId !== null && mirror.pairs[state.selectedId]) return {};
  const selectedId = mirror.pairIds[0] ?? null;
  // The pair on screen is gone: on a narrow page that is a way back to the list.
  return state.selectedId === null ? { selectedId } : { selectedId, pane: 'list' };
}

export function createAppStore(): AppStore {
  return createStore<State>()((set) => ({
    ...emptyMirror,
    connection: { state: 'connecting', since: 0 },
    view: 'pair',
    pane: 'list',
    selectedId: null,
    quiet: [],
    drafts: {},
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
    showAlarms: () => set({ view: 'alarms', pane: 'detail' }),
    showList: () => set({ pane: 'list', view: 'pair' }),
    hush: (ids) => set((state) => ({ quiet: [...state.quiet, ...ids] })),
    changeDraft: (id, part) =>
      set(({ drafts }) => ({ drafts: { ...drafts, [id]: { ...(drafts[id] ?? emptyDraft), ...part } } })),
  }));
}
