import type { TestResult } from '../../src-shared/contract/sound.ts';

/** What a host lends so that people can try what they set: it does it, and tells what came of it within 3 seconds. */
export interface SelfTests {
  readonly notification: () => Promise<TestResult>;
  readonly sound: (direction: 'up' | 'down') => Promise<TestResult>;
}

/** Where nobody lent anything, the page shows and plays. */
export const byThePage: SelfTests = (() => {
  const result: TestResult = { by: 'page', supported: true, worked: false, cause: null, standIn: null };
  return { notification: async () => result, sound: async () => result };
})();
