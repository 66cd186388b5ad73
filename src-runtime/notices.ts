import type { Notice } from '../src-shared/contract/schemas.ts';

/** What people must be told besides alarms, until they put it away or it is over. */
export interface Notices {
  /** Adds or replaces; answers whether anything changed. */
  readonly put: (notice: Notice) => boolean;
  readonly remove: (id: string) => boolean;
  readonly list: () => Notice[];
}

export function createNotices(): Notices {
  const notices = new Map<string, Notice>();
  return {
    put(notice) {
      const known = notices.get(notice.id);
      notices.set(notice.id, notice);
      return known === undefined || JSON.stringify(known) !== JSON.stringify(notice);
    },
    remove: (id) => notices.delete(id),
    list: () => [...notices.values()],
  };
}
