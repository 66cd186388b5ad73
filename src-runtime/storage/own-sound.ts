import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type OwnSoundView, ownSound as ownSoundSchema } from '../../src-shared/contract/sound.ts';
import { fromJson } from './rows.ts';
import { writeWhole } from './write-file.ts';

/** The user's own sound file in the data folder, with what is known of it in a file beside it. */
export interface OwnSound {
  readonly view: () => OwnSoundView | null;
  /** The file itself; null where there is none that can be read. */
  readonly read: () => { readonly type: OwnSoundView['type']; readonly body: Buffer } | null;
  /** Puts it in place of the one before. Throws where the disk refuses. */
  readonly keep: (view: OwnSoundView, body: Uint8Array) => void;
  readonly remove: () => void;
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

export function openOwnSound(dataFolder: string): OwnSound {
  const folder = path.join(dataFolder, 'sounds');
  const about = path.join(folder, 'own.json');
  const bodyOf = ({ at }: OwnSoundView) => path.join(folder, `own-${at}`);
  const found = ownSoundSchema.safeParse(fromJson(readOrNull(about)?.toString('utf8')));
  let current: OwnSoundView | null = found.success ? found.data : null;

  return {
    view: () => current,
    read() {
      const body = current === null ? null : readOrNull(bodyOf(current));
      return current === null || body === null ? null : { type: current.type, body };
    },
    keep(view, body) {
      const before = current;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeWhole(bodyOf(view), body);
      // Second: what it tells of is there.
      writeWhole(about, JSON.stringify(view));
      current = view;
      if (before !== null && before.at !== view.at) rmSync(bodyOf(before), { force: true });
    },
    remove() {
      if (current === null) return;
      rmSync(about, { force: true });
      rmSync(bodyOf(current), { force: true });
      current = null;
    },
  };
}
