import type { ReceivedPair } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import type { Draft } from './draft.ts';
import { formatLevel, formatTypedPercent } from '../words/formats.ts';

const percents = [5, 10, 25] as const;

/** A value that many choose: one press fills it in. */
export interface Preset {
  readonly text: string;
  readonly label: string;
  readonly part: Partial<Draft>;
}

function preset(kind: 'percent' | 'up' | 'down' | 'around', percent: number, part: Partial<Draft>): Preset {
  const words = { percent: formatTypedPercent(percent) };
  return { text: sayInView(`preset.${kind}`, words), label: sayInView(`preset.${kind}.label`, words), part };
}

/** So far from the price, in few digits, as somebody would type it. */
function away({ price, tickSize }: ReceivedPair, percent: number): string {
  return formatLevel(Number(((price ?? 0) * (1 + percent / 100)).toPrecision(4)), tickSize);
}

/** What the form offers for the kind that is chosen; nothing where it would need a price that is not known. */
export function presetsOf({ kind, stepUnit }: Draft, pair: ReceivedPair): readonly Preset[] {
  if (kind === 'extreme' || kind === 'move') {
    return percents.map((percent) => preset('percent', percent, { percent: String(percent) }));
  }
  if (kind === 'step') {
    if (stepUnit === 'quote') return [];
    return percents.map((percent) => preset('percent', percent, { stepPercent: String(percent) }));
  }
  if (pair.price === null) return [];
  if (kind === 'channel') {
    return percents.map((percent) =>
      preset('around', percent, { low: away(pair, -percent), high: away(pair, percent) }),
    );
  }
  // Above the price it is reached from below, and the other way round: the form finds that by itself.
  const targets = (sign: 1 | -1) =>
    percents.map((percent) =>
      preset(sign > 0 ? 'up' : 'down', percent, { price: away(pair, sign * percent), direction: null }),
    );
  return [...targets(1), ...targets(-1)];
}
