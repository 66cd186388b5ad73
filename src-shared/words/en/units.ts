import { type DurationStyle, plainDurations } from '../../../src-core/numbers/format-duration.ts';

/** How lengths of time are written. */
export const units: DurationStyle = plainDurations;
