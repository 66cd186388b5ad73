import type { DurationStyle } from '../../../src-core/numbers/format-duration.ts';

export const units: DurationStyle = {
  d: 'д',
  h: 'ч',
  min: 'мин',
  s: 'с',
  ms: 'мс',
  of: (part, whole) => `${part} из ${whole}`,
};
