import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Alarm } from '../../src-core/alarm.ts';
import { testPair } from '../../src-feeds/testing/harness.ts';
import { emptyRules, type Rules } from '../storage/rules-schema.ts';
import { testStart } from './fake-clock.ts';

export const bitcoin = testPair('binance:BTCUSDT', 'BTC', 'USDT');
export const ether = testPair('binance:ETHUSDT', 'ETH', 'USDT');

/** Bitcoin reaches 60,000 from below. */
export const bitcoinAlarm: Alarm = {
  id: 'a1',
  pairId: bitcoin.id,
  condition: { kind: 'target', price: 60_000, direction: 'up' },
  mode: 'once',
  cooldownMs: 60_000,
  wayBack: 0.003,
  urgency: 'loud',
  note: '',
  expiresAt: null,
  paused: false,
  createdAt: testStart,
};

export function rulesOf(parts: Partial<Rules>): Rules {
  return { ...emptyRules, ...parts };
}

/** What lies in a folder's settings file. */
export function readConfig(folder: string): Rules {
  return JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8'));
}
