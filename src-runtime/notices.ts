import type { Notice } from '../src-shared/contract/schemas.ts';

type Params = Notice['params'];

/** A notice; what its parameters say in words is worked out anew, because the language can change. */
export type Telling = Omit<Notice, 'params'> & { readonly params: Params | (() => Params) };

/** What people must be told besides alarms, until they put it away or it is over. */
export interface Notices {
  /** Adds or replaces; answers whether anything changed. */
  readonly put: (notice: Telling) => boolean;
  readonly remove: (id: string) => boolean;
  readonly list: () => Notice[];
}

function inWords({ params, ...notice }: Telling): Notice {
  return { ...notice, params: typeof params === 'function' ? params() : params };
}

export function createNotices(): Notices {
  const notices = new Map<string, Telling>();
  return {
    put(notice) {
      const known = notices.get(notice.id);
      notices.set(notice.id, notice);
      return known === undefined || JSON.stringify(inWords(known)) !== JSON.stringify(inWords(notice));
    },
    remove: (id) => notices.delete(id),
    list: () => [...notices.values()].map(inWords),
  };
}
