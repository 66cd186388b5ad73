import * as z from 'zod/mini';
import './no-eval.ts';

const percent = z.number().check(z.positive(), z.lte(1_000_000));
/** Windows: 1 second to 30 days; the runtime refuses what is shorter than four polls. */
const windowMs = z.int().check(z.gte(1_000), z.lte(30 * 86_400_000));
const wantedDirection = z.enum(['up', 'down', 'any']);

/** No asset comes near either end; beyond them distances in percent would overflow. */
const targetPrice = z.number().check(z.gte(1e-15), z.lte(1e15));

const targetCondition = z.strictObject({
  kind: z.literal('target'),
  price: targetPrice,
  direction: wantedDirection,
});
const channelCondition = z.strictObject({
  kind: z.literal('channel'),
  low: targetPrice,
  high: targetPrice,
  when: z.enum(['leaves', 'enters']),
});

const stepCondition = z.strictObject({
  kind: z.literal('step'),
  every: z.number().check(z.positive(), z.lte(1e15)),
  unit: z.enum(['percent', 'quote']),
});

const extremeCondition = z.strictObject({
  kind: z.literal('extreme'),
  extreme: z.enum(['max', 'min']),
  percent,
  since: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pair added') }),
    z.strictObject({ kind: z.literal('alarm armed') }),
    z.strictObject({ kind: z.literal('window'), ms: windowMs }),
  ]),
});
const moveCondition = z.strictObject({
  kind: z.literal('move'),
  percent,
  direction: wantedDirection,
  over: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('window'), ms: windowMs, from: z.enum(['extreme', 'start']) }),
    z.strictObject({ kind: z.literal('since start') }),
  ]),
});

/** True where the condition asks for a fall of 100 % or more, which no price can make. */
function fallsToNothing(condition: { kind: string; percent?: number; extreme?: string; direction?: string }) {
  const falls = condition.kind === 'extreme' ? condition.extreme === 'max' : condition.direction !== 'up';
  return condition.percent !== undefined && falls && condition.percent >= 100;
}

export const condition = z
  .discriminatedUnion('kind', [
    targetCondition,
    channelCondition,
    extremeCondition,
    moveCondition,
    stepCondition,
  ])
  .check(z.refine((value) => !fallsToNothing(value), { path: ['percent'], error: 'falls to nothing' }))
  .check(
    z.refine((value) => value.kind !== 'channel' || value.low < value.high, {
      path: ['high'],
      error: 'the upper end is not above the lower one',
    }),
  )
  .check(
    z.refine(
      (value) =>
        value.kind !== 'step' || value.unit === 'quote' || (value.every >= 1e-6 && value.every <= 1_000_000),
      {
        path: ['every'],
        error: 'steps too small to tell apart',
      },
    ),
  );
