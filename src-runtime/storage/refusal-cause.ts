/** Why the state database refuses. */
export type RefusalCause = 'damaged' | 'locked' | 'full' | 'read-only' | 'other';

/** Result codes of SQLite, without their extension: https://www.sqlite.org/rescode.html */
const causes: Readonly<Record<number, RefusalCause>> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  11: 'damaged',
  13: 'full',
  26: 'damaged',
};

/** Extended codes that tell more: no room for the shared index, and permissions. */
const extended: Readonly<Record<number, RefusalCause>> = { 4_874: 'full', 3: 'read-only' };

const codes: Readonly<Record<string, RefusalCause>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

/** Why something thrown by SQLite, or by the file system around it, was thrown. */
export function causeOf(error: unknown): RefusalCause {
  if (!(error instanceof Error)) return 'other';
  if ('errcode' in error && typeof error.errcode === 'number') {
    return extended[error.errcode] ?? causes[error.errcode & 0xff] ?? 'other';
  }
  if ('code' in error && typeof error.code === 'string') return codes[error.code] ?? 'other';
  return /not a database|malformed|corrupt/i.test(error.message) ? 'damaged' : 'other';
}
