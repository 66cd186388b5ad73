import { realpathSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';

/** Every name that the home folder has; an account may have none. */
export function homes(): string[] {
  const found = new Set<string>();
  for (const home of [homedir, () => userInfo().homedir, () => realpathSync(homedir())]) {
    try {
      found.add(home());
    } catch {
      // Nobody's account, or a folder that is not there.
    }
  }
  return [...found];
}
