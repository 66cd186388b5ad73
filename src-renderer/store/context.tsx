import { createContext, useContext } from 'react';
import { useStore as useZustand } from 'zustand/react';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import type { RingSound } from '../sound/ring-sound.ts';
import type { Toasts } from '../toasts/toasts.ts';
import type { AppStore, State } from './store.ts';

/** What the page is made of; handed in, so that tests and the demo page hand in their own. */
export interface Services {
  readonly api: AppApi;
  readonly store: AppStore;
  readonly sound: RingSound;
  readonly toasts: Toasts;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('no services: wrap the component in ServicesProvider');
  return services;
}

/** Selects from the store; renders again only when what is selected is another value. */
export function useApp<T>(select: (state: State) => T): T {
  return useZustand(useServices().store, select);
}

type Actions =
  | 'select'
  | 'show'
  | 'showSettings'
  | 'showList'
  | 'hush'
  | 'changeDraft'
  | 'startEdit'
  | 'changeEdit'
  | 'endEdit'
  | 'copyAlarm'
  | 'setAside'
  | 'setPreviewMarks'
  | 'takeSparks';

export function useActions(): Pick<State, Actions> {
  // Actions never change, so there is nothing to subscribe to.
  return useServices().store.getState();
}
