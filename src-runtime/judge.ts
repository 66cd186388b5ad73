import type { Firing } from '../src-core/alarm.ts';
import { isLate } from '../src-core/late.ts';
import type { EpochMs, PairId } from '../src-core/pair.ts';
import type { PricePoint, Sample } from '../src-core/sample.ts';
import type { Taken } from '../src-core/take-sample.ts';
import { askWhetherSameCoin } from './another-coin.ts';
import type { Desk, WatchedPair } from './desk.ts';
import { storedFiring } from './ring-at-once.ts';
import { endSnoozes, storeJoined } from './snoozes.ts';
import type { StoredFiring } from './storage/state-store.ts';
import { addToSummary } from './summary.ts';
import { type HistoryOfFiring, historyOfFirings } from './window-history.ts';

/** Samples of one pair, in order of time. */
export interface Batch {
  readonly watched: WatchedPair;
  readonly samples: readonly Sample[];
  /** The stretch that they catch up with, source time; null for live ones. */
  readonly gap?: { readonly from: EpochMs; readonly to: EpochMs } | null;
}

/** A price of another source, in the measure of the pair's own, that may confirm the sample which waits for that. */
export interface Witness {
  readonly watched: WatchedPair;
  readonly point: PricePoint;
}

/** Lets the engine judge, stores what came of it in one transaction, then lets it ring. */
export interface Judge {
  /** `now` is source time. Answers the pairs of which a sample was taken. */
  readonly judge: (batches: readonly Batch[], now: EpochMs) => WatchedPair[];
  /** `now` is source time. */
  readonly confirm: (witness: Witness, now: EpochMs) => void;
}

const minuteMs = 60_000;

interface Judged {
  readonly taken: { readonly pair: PairId; readonly sample: Sample }[];
  readonly firings: { readonly stored: StoredFiring; readonly holds: boolean; readonly batch: Batch }[];
}

/** @param deskOf the desk, which holds this judge itself */
export function createJudge(deskOf: () => Desk): Judge {
  const noteStrange = (watched: WatchedPair) => {
    const memory = deskOf().engine.pairMemory(watched.pair.id);
    if (memory?.strange && memory.last) askWhetherSameCoin(deskOf(), watched, memory.strange, memory.last);
  };

  const noteTaken = (watched: WatchedPair, taken: Taken): { samples: Sample[]; firings: Firing[] } => {
    const { id } = watched.pair;
    if (taken.memoryChanged) {
      deskOf().outbox.extremes(id);
      deskOf().publisher.touchPair(id);
    }
    if (!taken.accepted) {
      deskOf().log.debug({ event: 'sample.refused', pair: id, refusal: taken.refusal });
      if (taken.refusal === 'another coin' && taken.memoryChanged) noteStrange(watched);
      if (taken.refusal === 'confirming') deskOf().secondOpinion.ask(watched);
      return { samples: [], firings: [] };
    }
    for (const alarm of taken.changed) deskOf().outbox.tracker(alarm);
    // Its wick is proved by the closed candle, or not.
    if (taken.unconfirmed) watched.wantsCandleOf ??= Math.floor(taken.sample.t / minuteMs) * minuteMs;
    return { samples: [...taken.samples], firings: [...taken.firings] };
  };

  /** Late firings ring only where what came true is still so, at the newest price of all. */
  const weigh = (firing: Firing, batch: Batch, now: EpochMs, historyOf: HistoryOfFiring) => {
    const { watched } = batch;
    const late = isLate(firing.t, now);
    const alarm = deskOf()
      .engine.alarmsOf(firing.pairId)
      .find((one) => one.id === firing.alarmId);
    const holds =
      !late || alarm === undefined || deskOf().engine.stillHolds(alarm, firing, historyOf(alarm, firing));
    return { stored: storedFiring(deskOf(), watched, firing, { late, holds }), holds, batch };
  };

  const save = ({ taken, firings }: Judged) => {
    deskOf().outbox.firings(firings.map(({ stored }) => stored));
    for (const { stored, holds } of firings) if (holds) storeJoined(deskOf(), stored);
    if (taken.length + firings.length > 0) deskOf().outbox.save('process');
  };

  const ring = ({ firings }: Judged) => {
    if (firings.length === 0) return;
    for (const { stored, holds } of firings) {
      const { firing } = stored;
      deskOf().log.info({
        event: 'alarm.fired',
        firing: firing.id,
        pair: firing.pairId,
        t: firing.t,
        late: firing.late,
        holds,
      });
    }
    deskOf().ring.add(firings.filter(({ holds }) => holds).map(({ stored }) => stored));
    deskOf().publisher.touch('ringing');
    deskOf().record.add(firings.map(({ stored }) => stored));
  };

  /** @param take lets the engine judge the samples of a batch, one after the other */
  const settle = (
    batches: readonly Batch[],
    now: EpochMs,
    take: (id: PairId, sample: Sample) => Taken,
  ): WatchedPair[] => {
    const judged: Judged = { taken: [], firings: [] };
    const seen: WatchedPair[] = [];
    const keptOf = new Map<PairId, Sample[]>();
    for (const batch of batches) {
      const { watched, samples } = batch;
      const fired: Firing[] = [];
      const before = judged.taken.length;
      const keptOfPair = keptOf.get(watched.pair.id) ?? [];
      keptOf.set(watched.pair.id, keptOfPair);
      for (const sample of samples) {
        const { samples: kept, firings } = noteTaken(watched, take(watched.pair.id, sample));
        for (const one of kept) {
          judged.taken.push({ pair: watched.pair.id, sample: one });
          deskOf().outbox.prices.addSample(watched.pair.id, one);
        }
        keptOfPair.push(...kept);
        fired.push(...firings);
      }
      if (judged.taken.length > before) {
        seen.push(watched);
        deskOf().publisher.touchPair(watched.pair.id);
      }
      const historyOf = historyOfFirings(deskOf());
      for (const firing of fired) judged.firings.push(weigh(firing, batch, now, historyOf));
    }
    for (const each of judged.firings.filter(({ stored }) => stored.firing.late)) {
      addToSummary(deskOf(), each.batch.gap ?? { from: each.stored.firing.t, to: now }, [each]);
    }
    save(judged);
    ring(judged);
    for (const [pair, kept] of keptOf) endSnoozes(deskOf(), pair, kept);
    return seen;
  };

  return {
    judge: (batches, now) =>
      settle(batches, now, (id, sample) => deskOf().engine.takeSample(id, sample, now)),
    confirm({ watched, point }, now) {
      const { engine } = deskOf();
      const held = engine.pairMemory(watched.pair.id)?.held ?? null;
      const taken = engine.takeHeld(watched.pair.id, point, now);
      if (held !== null && taken !== null) settle([{ watched, samples: [held] }], now, () => taken);
    },
  };
}
