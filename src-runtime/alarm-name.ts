import type { Alarm } from '../src-core/alarm.ts';
import { pairLabel } from '../src-core/pair.ts';
import { describeCondition } from '../src-shared/words/describe.ts';
import { ruleFormats } from '../src-shared/words/formats.ts';
import { plain } from '../src-shared/words/words.ts';
import type { Desk } from './desk.ts';

/** `BTC/USDT reaches 60,000 from below`: an alarm in words. */
export function alarmName(
  { say, pairs }: Pick<Desk, 'say' | 'pairs'>,
  { pairId, condition }: Pick<Alarm, 'pairId' | 'condition'>,
): string {
  const pair = pairs.get(pairId)?.pair;
  const rule = describeCondition(say, condition, ruleFormats(pair?.tickSize ?? null, say.style));
  return plain(`${pair === undefined ? pairId : pairLabel(pair)} ${rule}`);
}
