import type { PairId } from '../../src-core/pair.ts';

export type Step = 'language' | 'pair' | 'alarm' | 'test';

/** How far the first start has come on this page. */
export interface Flow {
  readonly step: Step;
  /** `offered` until somebody does something in it; from then on it goes on, whatever was set meanwhile. */
  readonly state: 'offered' | 'begun' | 'over';
  /** What the alarm is for; null where no pair was chosen. */
  readonly pairId: PairId | null;
}

/** Every card there can be; without a pair there is nothing to set an alarm on. */
export function stepsOf(
  { pairId, step }: Pick<Flow, 'pairId' | 'step'>,
  hasLanguages: boolean,
): readonly Step[] {
  const beforeAlarm = step === 'language' || step === 'pair';
  return [
    ...(hasLanguages ? (['language'] as const) : []),
    'pair',
    ...(pairId !== null || beforeAlarm ? (['alarm'] as const) : []),
    'test',
  ];
}

export const firstFlow: Flow = { step: 'language', state: 'offered', pairId: null };

/** The card after this one; the flow is over after the last. */
export function nextStep(flow: Flow, pairId: PairId | null = flow.pairId): Flow {
  const skipsAlarm = flow.step === 'pair' && pairId === null;
  const after = { language: 'pair', pair: skipsAlarm ? 'test' : 'alarm', alarm: 'test', test: null } as const;
  const step = after[flow.step];
  return step === null ? { ...flow, state: 'over' } : { step, state: 'begun', pairId };
}
