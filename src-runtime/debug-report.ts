import os from 'node:os';
import type { Desk } from './desk.ts';
import { settingsOf } from './desk.ts';
import { createHide } from './hosting/hide.ts';
import { homes } from './hosting/homes.ts';
import type { RuntimeOptions } from './runtime.ts';
import { alarmView, sourceViews } from './views.ts';

type ReportOptions = Pick<RuntimeOptions, 'version' | 'demo' | 'fixedKey' | 'lastWarnings' | 'host'>;

/** `armed 3, paused 1`. */
function tally(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ${all.length}`);
  return counts.length === 0 ? 'none' : counts.sort().join(', ');
}

function sourceLines(desk: Desk): string[] {
  return sourceViews(desk).map(({ id, state, failure, lastSuccessAgeMs, nextTryInMs, pairs, key, budget }) =>
    [
      `${id}: ${state}`,
      failure && `${failure.cause} for ${failure.forMs} ms`,
      `last answer ${lastSuccessAgeMs === null ? 'never' : `${lastSuccessAgeMs} ms ago`}`,
      nextTryInMs !== null && `next in ${nextTryInMs} ms`,
      `${pairs} pairs`,
      key && `key ${key}`,
      budget && `budget ${budget.perMinute.used} of ${budget.perMinute.limit} a minute`,
    ]
      .filter(Boolean)
      .join(', '),
  );
}

function alarmStates(desk: Desk): string[] {
  return [...desk.pairs.keys()].flatMap((pairId) =>
    desk.engine.alarmsOf(pairId).map(({ id }) => alarmView(desk, id, pairId)?.state ?? 'gone'),
  );
}

function part(title: string, lines: readonly string[]): string[] {
  return ['', title, ...(lines.length === 0 ? ['none'] : lines)];
}

/**
 * How this run stands, as a text that may be handed on: no key and no home folder is in it.
 * @param uptimeMs since the start of this run
 */
export function debugReport(desk: Desk, options: ReportOptions, uptimeMs: number): string {
  const { version, demo, fixedKey, host = 'unknown', lastWarnings } = options;
  const { node, electron, chrome, sqlite } = process.versions;
  const stored = desk.storage.rules.current().keys?.coingecko;
  const secrets = [fixedKey, stored].filter((key) => key !== undefined);
  const lines = [
    `Crypto Price Alarm ${version}${demo ? ' (demo)' : ''}, ${host}`,
    `made ${new Date(desk.clock.now()).toISOString()}, running for ${Math.round(uptimeMs / 1_000)} s`,
    `system: ${process.platform} ${os.release()} ${process.arch}`,
    `node ${node}, sqlite ${sqlite ?? '?'}${electron ? `, electron ${electron}, chrome ${chrome}` : ''}`,
    `pairs: ${tally([...desk.pairs.values()].map(({ pair }) => pair.source))}`,
    `alarms: ${tally(alarmStates(desk))}`,
    `ringing: ${desk.ring.list().length}, snoozed: ${desk.ring.snoozed().length}, monitoring: ${desk.monitoring.state()}`,
    `notices: ${tally(desk.notices.list().map(({ code }) => code))}`,
    `set at the start: ${JSON.stringify(desk.sourcing.fixed)}`,
    ...part('Sources', sourceLines(desk)),
    ...part('Settings', [JSON.stringify(settingsOf(desk), null, 2)]),
    ...part('Last warnings of the log', lastWarnings?.() ?? []),
  ];
  return `${createHide({ homes: homes(), secrets })(lines.join('\n'))}\n`;
}
