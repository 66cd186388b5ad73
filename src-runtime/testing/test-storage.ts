import Conf from 'conf';
import { type OpenSettings, settingsName } from '../storage/rules-file.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import { testStart } from './fake-clock.ts';

/** The settings file as a host opens it. */
export function confIn(folder: string): OpenSettings {
  return () =>
    new Conf({
      cwd: folder,
      configName: settingsName,
      projectName: 'crypto-price-alarm',
      clearInvalidConfig: false,
      configFileMode: 0o600,
    });
}

/** A disk that can be made to refuse. */
export interface TestDisk {
  /** Whether the database refuses writes from now on. */
  stateFails: boolean;
  /** Whether the settings file refuses writes from now on. */
  rulesFail: boolean;
  /** Called after each transaction that went through, before anything else happens. */
  onWritten: () => void;
  /** How many transactions went through. */
  written: number;
}

export interface TestStorage {
  readonly storage: Storage;
  readonly disk: TestDisk;
}

export class DiskFull extends Error {
  constructor() {
    super('the disk is full');
  }
}

/** Real storage in a folder, on a disk that can be made to refuse. */
export function openTestStorage(folder: string, now = () => testStart): TestStorage {
  const disk: TestDisk = { stateFails: false, rulesFail: false, onWritten: () => {}, written: 0 };
  const open = () => {
    const conf = confIn(folder)();
    return {
      path: conf.path,
      get store() {
        return conf.store;
      },
      set store(value: Record<string, unknown>) {
        if (disk.rulesFail) throw new DiskFull();
        conf.store = value;
      },
    };
  };
  const real = openStorage(folder, open, { now });
  let closed = false;
  const storage: Storage = {
    ...real,
    // A test may let the process die first and stop what is left of it afterwards.
    close() {
      if (!closed) real.close();
      closed = true;
    },
    write(durability, work) {
      if (disk.stateFails) throw new DiskFull();
      real.write(durability, work);
      disk.written += 1;
      disk.onWritten();
    },
  };
  return { storage, disk };
}
