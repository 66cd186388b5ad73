import type { Desk } from './desk.ts';
import type { Durability } from './storage/storage.ts';

type StoreDesk = Pick<Desk, 'storage' | 'notices' | 'publisher' | 'log'>;

const noticeId = 'not-stored';

/**
 * Writes in one transaction. Where the disk refuses, everything goes on in memory and every screen says so until a
 * write goes through again. Answers whether it is on disk.
 */
export function storeOrSay(desk: StoreDesk, durability: Durability, work: () => void): boolean {
  try {
    desk.storage.write(durability, work);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    if (desk.notices.put({ id: noticeId, code: 'not-stored', params: { cause } })) {
      desk.log.error({ event: 'storage.failed', err: error });
      desk.publisher.touch('notices');
    }
    return false;
  }
  if (desk.notices.remove(noticeId)) {
    desk.log.info({ event: 'storage.recovered' });
    desk.publisher.touch('notices');
  }
  return true;
}
