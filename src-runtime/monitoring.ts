import type { Monitoring } from '../src-shared/contract/schemas.ts';
import { type Desk, nowOf } from './desk.ts';

/** Whether prices are watched at all. */
export interface MonitoringSwitch {
  readonly state: () => Monitoring;
  readonly start: () => void;
  /** No price is asked for any more. It ends with this run: an alarm must not stay silent for a forgotten pause. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Prices are wanted now: the computer woke up, is about to sleep, or its clock jumped. */
  readonly pollNow: (why: 'resume' | 'suspend' | 'clock gap') => void;
}

type MonitoringDesk = Pick<Desk, 'sources' | 'publisher' | 'log' | 'clock' | 'blindness' | 'pairs'>;

/** The clock shows a sleep within one pulse after the system has told of it. */
const sameWakingMs = 10_000;

/** @param deskOf the desk, which holds this switch itself */
export function createMonitoring(deskOf: () => MonitoringDesk): MonitoringSwitch {
  let state: Monitoring = 'on';
  let polledAt = Number.NEGATIVE_INFINITY;

  const change = (to: Monitoring) => {
    if (state === to) return false;
    state = to;
    const { log, publisher } = deskOf();
    log.info({ event: `monitoring.${to}` });
    publisher.touch('monitoring');
    publisher.touch('sources');
    return true;
  };
  const pollers = () => [...deskOf().sources.values()].map(({ poller }) => poller);
  const start = () => {
    for (const poller of pollers()) poller.start();
  };

  return {
    state: () => state,
    start,
    pause() {
      if (change('paused')) for (const poller of pollers()) void poller.stop();
    },
    resume() {
      if (!change('on')) return;
      deskOf().blindness.wake();
      for (const watched of deskOf().pairs.values()) {
        watched.resumedAt = nowOf(deskOf(), watched.pair);
        watched.wantsCandleOf = null;
      }
      start();
    },
    pollNow(why) {
      const { clock, log, publisher, blindness } = deskOf();
      if (why !== 'suspend') blindness.wake();
      // The same sleep, noticed once more by the clock.
      if (why === 'clock gap' && Math.abs(clock.now() - polledAt) < sameWakingMs) return;
      polledAt = clock.now();
      log.info({ event: 'monitoring.poll-now', why });
      // Prices that grew old during a sleep read as old at once.
      publisher.touchOutdated();
      if (state === 'paused') return;
      for (const poller of pollers()) poller.wake();
    },
  };
}
