import path from 'node:path';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import { lastWords } from './last-words.ts';
import type { End } from './program.ts';
import type { Why } from './why.ts';

/** How long the app may take until it says that it is running. */
export const readyWithinMs = 20_000;

export interface FailedStart {
  /** What it wrote to stderr. */
  readonly lines: readonly string[];
  /** Null when it had to be ended because it was not ready in time. */
  readonly end: End | null;
  readonly file: string;
  readonly display: string;
}

const library = /error while loading shared libraries: ([^:\s]+)/;
const asRoot = /Running as root without --no-sandbox/;
const sandbox =
  /SUID sandbox helper|No usable sandbox|Failed to move to new namespace|unprivileged user namespaces/;
const display = /Missing X server or \$DISPLAY|cannot open display|Failed to connect to Wayland display/i;

function knownCause({ lines, file, display: name }: FailedStart): Why | null {
  const text = lines.join('\n');
  const missing = library.exec(text)?.[1];
  if (missing !== undefined) return { key: 'start.missing-library', params: { library: missing } };
  if (asRoot.test(text)) return { key: 'start.root' };
  if (sandbox.test(text)) {
    return { key: 'start.sandbox', params: { helper: path.join(path.dirname(file), 'chrome-sandbox') } };
  }
  if (display.test(text)) return { key: 'start.display-closed', params: { display: name } };
  return null;
}

/** How a program ended, in a word or two. */
export function howItEnded(end: End, say: HostSay): string {
  if (end.kind === 'code') return say('start.code', { code: end.code });
  return end.kind === 'signal' ? end.signal : end.cause;
}

/** Why Electron came to no window, as far as its last words tell. */
export function whyNot(failed: FailedStart, say: HostSay): Why {
  const { end, lines, file } = failed;
  if (end?.kind === 'unstartable') return { key: 'start.unstartable', params: { file, cause: end.cause } };
  const known = knownCause(failed);
  if (known !== null) return known;
  const words = lastWords(lines);
  if (end !== null) return { key: 'start.ended-early', params: { cause: words ?? howItEnded(end, say) } };
  return {
    key: 'start.late',
    params: { seconds: readyWithinMs / 1_000, cause: words ?? say('start.said-nothing') },
  };
}
