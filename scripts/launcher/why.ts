import type { start } from '../../src-shared/words/en/start.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import type { WordParams } from '../../src-shared/words/words.ts';

/** Why there is no desktop window: a sentence of the catalogue, with what to do. */
export interface Why {
  readonly key: keyof typeof start;
  readonly params?: WordParams;
}

/** One reason, and that the headless host follows. */
export function sayWhy(why: Why, say: HostSay): string {
  return `${say(why.key, why.params)}\n${say('start.headless-now')}\n`;
}
