import * as fs from 'node:fs';
import path from 'node:path';

/** The part of Node's `fs` that is used; a test hands in one that fails. */
export type Disk = Pick<
  typeof fs,
  | 'openSync'
  | 'ftruncateSync'
  | 'closeSync'
  | 'fstatSync'
  | 'fchmodSync'
  | 'readSync'
  | 'writeSync'
  | 'existsSync'
  | 'renameSync'
>;

export interface RotatingFileOptions {
  /** The newest file, `app.log`; older ones are `app.1.log`, `app.2.log` … */
  readonly file: string;
  /** What would make the newest file longer goes into a new one, in bytes. */
  readonly maxBytes: number;
  /** How many are kept, the newest included. */
  readonly files: number;
  /** ms; no change of the wall clock touches it. */
  readonly monotonic: () => number;
  /** How long the disk is left alone after a failure, in ms; half a minute unless told otherwise. */
  readonly restMs?: number;
  readonly disk?: Disk;
}

export interface RotatingFile {
  /**
   * Appends whole lines, in the hands of the system when it returns: a crash of this process takes none away. Null where
   * all are written, otherwise why none is. Never throws.
   */
  readonly write: (lines: string) => string | null;
}

const usualRestMs = 30_000;
const rotateAgainMs = 30_000;
const lineEnd = 10;
const forOwnerOnly = 0o600;

/** `app.log`, then `app.1.log`, the older the higher. */
export function agedName(file: string, age: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, age === 0 ? `${name}${ext}` : `${name}.${age}${ext}`);
}

/**
 * A file that gives way to a new one when it is full. Own code: the libraries there are write later, in other names, or end
 * with the first error.
 */
export function openRotatingFile(options: RotatingFileOptions): RotatingFile {
  const { maxBytes, files, monotonic, restMs = usualRestMs, disk = fs } = options;
  const nameOf = (age: number) => agedName(options.file, age);
  let opened: number | null = null;
  /** The last line has no end: a crash, or a disk that became full, took it away. */
  let torn = false;
  let failure: string | null = null;
  let tryAgainAt = 0;
  let rotateAgainAt = 0;

  const close = () => {
    if (opened !== null) disk.closeSync(opened);
    opened = null;
  };

  const endsTorn = (fd: number, size: number): boolean => {
    const last = Buffer.alloc(1);
    return size > 0 && disk.readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== lineEnd;
  };

  const open = (): { fd: number; size: number } => {
    if (opened !== null) {
      const { nlink, size } = disk.fstatSync(opened);
      if (nlink > 0) return { fd: opened, size };
      // Deleted, perhaps with its folder: what is written to it is seen by nobody.
      close();
    }
    const fd = disk.openSync(nameOf(0), 'a+', forOwnerOnly);
    opened = fd;
    const stat = disk.fstatSync(fd);
    // One of an earlier version may be open to others.
    if (stat.isFile() && (stat.mode & 0o077) !== 0 && process.platform !== 'win32') {
      disk.fchmodSync(fd, forOwnerOnly);
    }
    torn = endsTorn(fd, stat.size);
    return { fd, size: stat.size };
  };

  /** Into the first gap, so that nothing old is dropped before its time. Where a file cannot be moved, it grows on. */
  const rotate = () => {
    if (monotonic() < rotateAgainAt) return;
    close();
    try {
      let last = 1;
      while (last < files - 1 && disk.existsSync(nameOf(last))) last += 1;
      for (let age = last; age > 0; age -= 1) disk.renameSync(nameOf(age - 1), nameOf(age));
    } catch {
      rotateAgainAt = monotonic() + rotateAgainMs;
    }
  };

  const append = (fd: number, bytes: Buffer) => {
    for (let done = 0; done < bytes.length; ) {
      const written = disk.writeSync(fd, bytes, done);
      if (written === 0) throw new Error('nothing was written');
      done += written;
    }
  };

  /** All or nothing: lines that are tried again must not come twice. */
  const appendAll = (fd: number, bytes: Buffer, size: number) => {
    try {
      append(fd, bytes);
    } catch (error) {
      try {
        disk.ftruncateSync(fd, size);
      } catch {
        // The next line begins on a line of its own.
      }
      throw error;
    }
  };

  const attempt = (lines: string) => {
    const bytes = Buffer.from(lines);
    let file = open();
    if (file.size > 0 && file.size + bytes.length > maxBytes) {
      rotate();
      file = open();
    }
    appendAll(file.fd, torn ? Buffer.concat([Buffer.from('\n'), bytes]) : bytes, file.size);
    torn = false;
  };

  const giveUp = (error: unknown): string => {
    tryAgainAt = monotonic() + restMs;
    try {
      close();
    } catch {
      opened = null;
    }
    return error instanceof Error ? error.message : String(error);
  };

  return {
    write(lines) {
      if (failure !== null && monotonic() < tryAgainAt) return failure;
      try {
        attempt(lines);
        failure = null;
      } catch (error) {
        failure = giveUp(error);
      }
      return failure;
    },
  };
}
