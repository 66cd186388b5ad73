import { formatPercent } from '../../src-core/numbers/format-number.ts';
import type { Percent } from '../../src-core/pair.ts';
import { say } from './say.ts';

/** Beyond this a distance is only far; written in full it would not fit beside an alarm. */
const farPercent = 9_999;

/** How far an alarm is from ringing: `2.72 %`, `over 9,999 %`. */
export function formatDistance(percent: Percent): string {
  if (Math.round(percent) <= farPercent) return formatPercent(percent);
  return say('alarms.far', { percent: formatPercent(farPercent) });
}
