import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  readonly undo?: () => void;
}

export interface Toasts {
  readonly store: StoreApi<readonly Toast[]>;
  readonly show: (toast: Omit<Toast, 'id'>) => void;
  readonly close: (id: number) => void;
}

const most = 4;

export function createToasts(): Toasts {
  const store = createStore<readonly Toast[]>()(() => []);
  let last = 0;
  return {
    store,
    show(toast) {
      last += 1;
      const shown = { ...toast, id: last };
      store.setState((toasts) => [...toasts, shown].slice(-most), true);
    },
    close: (id) => store.setState((toasts) => toasts.filter((toast) => toast.id !== id), true),
  };
}
