import { act, cleanup, render } from '@testing-library/react';
import { vi } from 'vitest';
import type { Snapshot } from '../../src-shared/contract/schemas.ts';
import { App } from '../App.tsx';
import { fetchParts } from '../shell/parts.ts';
import type { RingSound } from '../sound/ring-sound.ts';
import { type AppStore, createAppStore } from '../store/store.ts';
import { startSync } from '../store/sync.ts';
import { createToasts } from '../toasts/toasts.ts';
import { type Answers, type FakeHost, fakeHost } from './fake-host.ts';

// Read in while no test's time runs: on a busy machine it takes seconds.
await fetchParts();

export interface FakeSound extends RingSound {
  readonly rings: boolean[];
  readonly chimes: () => number;
  /** As the browser does after the first click. */
  readonly allow: () => void;
}

export function fakeSound(first: 'silent' | 'blocked' = 'silent'): FakeSound {
  const rings: boolean[] = [];
  let chimes = 0;
  const listeners = new Set<() => void>();
  let state = first;
  return {
    rings,
    chimes: () => chimes,
    allow() {
      state = 'silent';
      for (const listener of listeners) listener();
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ring: (on) => {
      if (on !== (rings.at(-1) ?? false)) rings.push(on);
    },
    chime() {
      chimes += 1;
    },
    preview: vi.fn(
      async () => ({ by: 'page', supported: true, worked: true, cause: null, standIn: null }) as const,
    ),
    use: vi.fn(),
    standIn: () => null,
    enable: vi.fn(async () => {}),
    dispose: () => {},
  };
}

export interface RenderedApp {
  readonly host: FakeHost;
  readonly store: AppStore;
  readonly sound: FakeSound;
  readonly stop: () => void;
  /** Sends an update and lets the page settle. */
  readonly send: (update: Parameters<FakeHost['send']>[0]) => Promise<void>;
}

/** jsdom draws nothing and lays nothing out. */
function standIns() {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Object.assign(Element.prototype, { hasPointerCapture: () => false });
}

/** The whole page on a fake host. The chart library is mocked by the test file: jsdom has no canvas. */
export async function renderApp(
  snapshot: Snapshot,
  answers: Answers = {},
  sound = fakeSound(),
): Promise<RenderedApp> {
  standIns();
  // As on a page that has been open for a moment.
  await fetchParts();
  const host = fakeHost(snapshot, answers);
  const store = createAppStore();
  const stopSync = startSync(host.api, store);
  await act(async () => {
    render(<App services={{ api: host.api, store, sound, toasts: createToasts() }} />);
  });
  return {
    host,
    store,
    sound,
    stop() {
      stopSync();
      cleanup();
    },
    send: (update) =>
      act(async () => {
        host.send(update);
      }),
  };
}
