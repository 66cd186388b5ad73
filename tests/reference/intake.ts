import type { EpochMs } from '../../src-core/pair.ts';
import type { Sample } from '../../src-core/sample.ts';
import { asKept, flawOf, isCached, isFar } from './samples.ts';

/** What the pair remembers of samples that it has not accepted, and of the user's decision. */
export interface Intake {
  /** A bad tick that waits to be confirmed, as it would be kept. */
  held: Sample | null;
  /** "Another coin?": nothing is taken until the user decides. */
  asking: boolean;
  /** The user said that it is the same coin: the next sample is taken whatever its price. */
  waived: boolean;
}

export interface Limits {
  readonly now: EpochMs;
  readonly staleMs: number;
  /** "More than 10 %" of the bad ticks. */
  readonly confirmPercent: number;
}

/** `taken`: the samples to judge, in order, as they are kept. */
export type Offered =
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'held' }
  | { readonly is: 'taken'; readonly samples: readonly Sample[] };

const otherCoinHoleMs = 5 * 60_000;

export function newIntake(): Intake {
  return { held: null, asking: false, waived: false };
}

/** The last price was traded too, so that it lies in the range. */
function holdingItsPrice(sample: Sample): Sample {
  const { price, range } = sample;
  if (range === undefined) return sample;
  const { low, high, from } = range;
  // What is no number, or upside down, stays as it is, to be refused.
  if (!(low <= high) || !(price > 0)) return sample;
  return { ...sample, range: { low: Math.min(low, price), high: Math.max(high, price), from } };
}

/** What becomes of a sample after those `accepted`, oldest first; a refused one leaves no trace. */
export function offer(intake: Intake, given: Sample, accepted: readonly Sample[], limits: Limits): Offered {
  const sample = holdingItsPrice(given);
  const { confirmPercent } = limits;
  const last = accepted.at(-1);
  const { held } = intake;
  const refused = refusalOf(intake, sample, accepted, limits);
  if (refused !== null) return { is: 'refused', why: refused };

  // "This comes before any holding."
  if (last !== undefined && !intake.waived && isOtherCoin(sample, last)) {
    intake.asking = true;
    return { is: 'refused', why: 'another coin' };
  }

  if (last !== undefined && held !== null) {
    // "The next one decides." "The one that decides is accepted, however far off."
    intake.held = null;
    intake.waived = false;
    // "At or past half of the jump (arithmetic): both are judged, in order … Else the held one never was."
    if (!confirms(sample, held, last)) {
      return { is: 'taken', samples: [asKept(sample, accepted, confirmPercent)] };
    }
    return { is: 'taken', samples: [held, asKept(sample, [...accepted, held], confirmPercent)] };
  }

  const kept = asKept(sample, accepted, confirmPercent);
  const far = last !== undefined && isFar(sample.price, last.price, confirmPercent);
  if (far && sample.kind === 'quote' && !intake.waived) {
    intake.held = kept;
    return { is: 'held' };
  }
  intake.waived = false;
  return { is: 'taken', samples: [kept] };
}

function refusalOf(
  intake: Intake,
  sample: Sample,
  accepted: readonly Sample[],
  { now, staleMs, confirmPercent }: Limits,
): string | null {
  const flaw = flawOf(sample, now, staleMs);
  if (flaw !== null) return flaw;
  // A sample that follows a held one is measured as if that had been accepted.
  const before = intake.held === null ? accepted : [...accepted, intake.held];
  const last = before.at(-1);
  if (last !== undefined && sample.t < last.t) return 'older';
  if (intake.asking) return 'another coin';
  if (last !== undefined && isCached(asKept(sample, before, confirmPercent), last)) return 'cached';
  return null;
}

/** "After a hole of more than 5 minutes a price 10 times higher or lower" */
function isOtherCoin(sample: Sample, last: Sample): boolean {
  const holeMs = (sample.range?.from ?? sample.t) - last.t;
  if (holeMs <= otherCoinHoleMs) return false;
  return sample.price >= last.price * 10 || sample.price <= last.price / 10;
}

/** Whether a price is on the held one's side of the middle between it and the last accepted price, or at the middle. */
function confirms(sample: Sample, held: Sample, last: Sample): boolean {
  const middle = last.price + (held.price - last.price) / 2;
  return held.price > last.price ? sample.price >= middle : sample.price <= middle;
}
