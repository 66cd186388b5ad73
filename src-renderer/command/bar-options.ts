import { assertNever } from '../../src-core/assert-never.ts';
import type { PairId } from '../../src-core/pair.ts';
import type { Phrase } from '../../src-core/phrases/phrase.ts';
import type { FoundPair } from '../../src-shared/contract/schemas.ts';
import type { ReceivedPair } from '../store/mirror.ts';
import type { BarCommand } from './bar-commands.ts';
import { isLabel, type WatchedMatches } from './match-watched.ts';

/** A pair that may be meant, watched or not. */
export type Target = FoundPair & { readonly watched: boolean };

/** What Enter would do. */
export type BarOption =
  | { readonly kind: 'alarm'; readonly target: Target }
  | { readonly kind: 'pair'; readonly target: Target }
  | { readonly kind: 'command'; readonly command: BarCommand }
  | { readonly kind: 'example'; readonly text: string };

const mostTargets = 8;

export function keyOf(option: BarOption): string {
  if (option.kind === 'command') return option.command;
  return option.kind === 'example' ? option.text : option.target.id;
}

function watchedTarget(pair: ReceivedPair, found: readonly FoundPair[]): Target {
  const { id, base, quote, name, source } = pair;
  const same = found.find((each) => each.id === id);
  const { rank = null } = same ?? {};
  return {
    id,
    base,
    quote,
    label: `${base}/${quote}`,
    name: name || (same?.name ?? ''),
    source,
    rank,
    shared: false,
    watched: true,
  };
}

/** The pairs that may be meant: those that are watched first, unless another one is called just so. */
export function targetsOf(
  text: string,
  { sure, perhaps }: WatchedMatches,
  found: readonly FoundPair[],
  pairs: Readonly<Record<PairId, unknown>>,
): readonly Target[] {
  const others = found.map((pair) => ({ ...pair, watched: pairs[pair.id] !== undefined }));
  const listed = [
    ...sure.map((pair) => watchedTarget(pair, found)),
    ...others.filter((pair) => isLabel(text, pair)),
    ...perhaps.map((pair) => watchedTarget(pair, found)),
    ...others,
  ];
  const ids = new Set<PairId>();
  return listed.filter(({ id }) => !ids.has(id) && ids.add(id)).slice(0, mostTargets);
}

interface Offered {
  readonly phrase: Phrase;
  readonly targets: readonly Target[];
  readonly commands: readonly BarCommand[];
  readonly examples: readonly string[];
}

/** Everything that can be done with what was typed, likeliest first. */
export function optionsOf({ phrase, targets, commands, examples }: Offered): readonly BarOption[] {
  const doing = commands.map((command) => ({ kind: 'command', command }) as const);
  switch (phrase.kind) {
    case 'empty':
      return [...examples.map((text) => ({ kind: 'example', text }) as const), ...doing];
    case 'alarm':
      return targets.map((target) => ({ kind: 'alarm', target }));
    case 'pair':
      return [...doing, ...targets.map((target) => ({ kind: 'pair', target }) as const)];
    case 'unfinished':
    case 'unclear':
      return doing;
    default:
      return assertNever(phrase);
  }
}

/** Which option Enter takes without a further word: none where only a person can tell which coin is meant. */
export function firstChoice([first]: readonly BarOption[]): number {
  if (first === undefined) return -1;
  if (first.kind === 'command' || first.kind === 'example') return first.kind === 'command' ? 0 : -1;
  return first.target.shared && !first.target.watched ? -1 : 0;
}
