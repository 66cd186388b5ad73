import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from './log.ts';
import { logEvents } from './log-events.ts';

const root = path.join(import.meta.dirname, '..');

function sourcesOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !/\.test\.ts$|(^|[\\/])(testing[\\/]|log-events\.ts$)/.test(file),
    )
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'));
}

test('a line without an event, or with one that is not on the list, does not compile', () => {
  // @ts-expect-error no event
  silentLog.info({ pair: 'binance:BTCUSDT' });
  // @ts-expect-error misspelt
  silentLog.info({ event: 'alarm.fird' });
  // @ts-expect-error a channel that there is not
  silentLog.info({ event: 'delivery.pigeon.shown' });
  // @ts-expect-error only a text
  silentLog.info('alarm.fired');
  silentLog.info({ event: 'delivery.sound.failed', cause: 'no loudspeaker' });
});

test('every event on the list is logged somewhere', () => {
  const sources = ['src-runtime', 'src-main', 'src-headless'].flatMap(sourcesOf).join('\n');
  /** `monitoring.on` is written as `monitoring.${to}`. */
  const isLogged = (event: string) =>
    sources.includes(`'${event}'`) || sources.includes(`\`${event.split('.')[0]}.\${`);
  expect(logEvents.filter((event) => !isLogged(event))).toEqual([]);
  expect([...logEvents]).toEqual([...new Set(logEvents)].toSorted());
});
