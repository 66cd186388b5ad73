/** What a random life is made of: samples, alarms, and what a user does to them. */
import fc from 'fast-check';
import type { Via } from '../../src-core/sample.ts';
import {
  type AlarmRecipe,
  type ConditionKind,
  type EditRecipe,
  randomAlarm,
  randomEdit,
} from './random-alarms.ts';
import { randomSample, type SampleRecipe } from './random-samples.ts';
import { hour, minute, type Pace, second } from './random-values.ts';

/** A command to one of the alarms, some time after the newest sample. */
export interface CommandRecipe {
  readonly make: 'command';
  readonly wait: number;
  readonly which: number;
  readonly does: 'rearm' | 'pause' | 'resume' | EditRecipe;
}

/** After a hole, or too soon for one, the price is another by a factor; then or later the user decides. */
interface LeapRecipe {
  readonly make: 'leap';
  readonly sample: SampleRecipe;
  readonly factor: number;
}

export type Recipe =
  | SampleRecipe
  | LeapRecipe
  | { readonly make: 'add'; readonly wait: number; readonly alarm: AlarmRecipe }
  | CommandRecipe
  | { readonly make: 'decide'; readonly wait: number; readonly coin: 'same' | 'another' }
  | { readonly make: 'serve'; readonly via: Via | null }
  | { readonly make: 'restart' };

const wait = fc.constantFrom(0, 0, 1, second, 10 * second, 30 * second);
const which = fc.nat(40);

export interface Life {
  readonly pace: Pace;
  /** Prices are such that a tie of one formula is a tie of any, where no tolerance decides. */
  readonly exact: boolean;
  readonly kinds: readonly ConditionKind[];
  readonly flaws: boolean;
  /** Nothing but samples, new alarms in the mode of their condition, and re-arms. */
  readonly plain: boolean;
}

export function randomRecipe({ pace, exact, kinds, flaws, plain }: Life): fc.Arbitrary<Recipe> {
  const sample = randomSample(pace, flaws);
  const alarm = randomAlarm(pace, kinds);
  const command = (does: fc.Arbitrary<CommandRecipe['does']>) =>
    fc.record({ make: fc.constant('command' as const), wait, which, does });
  const basics: { arbitrary: fc.Arbitrary<Recipe>; weight: number }[] = [
    { arbitrary: sample, weight: 28 },
    {
      arbitrary: fc.record({
        make: fc.constant('add' as const),
        wait,
        alarm: plain ? alarm.map(plainly) : alarm,
      }),
      weight: 6,
    },
    { arbitrary: command(fc.constant('rearm')), weight: 4 },
  ];
  if (plain) return fc.oneof(...basics);
  const edit = command(randomEdit(pace, kinds));
  const leap = fc.record({
    make: fc.constant('leap' as const),
    sample: fc
      .tuple(sample, fc.constantFrom(minute, 5 * minute, 5 * minute + 1, hour))
      .map(([recipe, gap]) => ({ ...recipe, gap, flaw: 'none' as const })),
    factor: exact ? fc.constantFrom(10, 10, 9, 12, 0.125, 0.0625) : fc.constantFrom(12, 0.07),
  });
  const decide = fc.record({
    make: fc.constant('decide' as const),
    wait,
    coin: fc.constantFrom<'same' | 'another'>('same', 'another'),
  });
  const vias: (Via | null)[] = [null, { source: 'coingecko', basis: 1.25 }];
  if (exact) vias.push({ source: 'coingecko', basis: null });
  const serve = fc.record({ make: fc.constant('serve' as const), via: fc.constantFrom(...vias) });
  return fc.oneof(
    ...basics,
    { arbitrary: edit, weight: 4 },
    { arbitrary: command(fc.constant('pause')), weight: 1 },
    { arbitrary: command(fc.constant('resume')), weight: 2 },
    { arbitrary: leap, weight: 1 },
    { arbitrary: decide, weight: 3 },
    { arbitrary: serve, weight: 2 },
    { arbitrary: fc.constant({ make: 'restart' as const }), weight: 2 },
  );
}

function plainly(recipe: AlarmRecipe): AlarmRecipe {
  const settings = { ...recipe.settings, mode: 'once' as const, paused: false, expiresIn: null };
  return { ...recipe, settings };
}
