import { expect, it } from 'vitest';
import type { SourceView } from '../../src-shared/contract/schemas.ts';
import { binance } from '../testing/canned.ts';
import { type StatusInput, statusOf } from './status-of.ts';

const app = { version: '1', demo: false, pollMs: 15_000 };
const input = (source: Partial<SourceView>, more: Partial<StatusInput> = {}): StatusInput => ({
  connection: { state: 'connected', since: 0 },
  app,
  sources: [{ ...binance, ...source, receivedAt: 1_000 }],
  monitoring: 'on',
  watching: true,
  ...more,
});
const failing = {
  state: 'failing',
  failure: { kind: 'rate-limited', cause: 'rate-limited', forMs: 359_000 },
  lastSuccessAgeMs: 359_000,
  nextTryInMs: 41_000,
} as const;

it('is live with source and age', () => {
  expect(statusOf(input({}), 1_000)).toMatchObject({
    tone: 'live',
    short: 'Live',
    detail: 'Binance · 3 s ago',
  });
});

it('names cause and next try while a source fails, and counts on by itself', () => {
  const status = statusOf(input(failing), 2_000);
  expect(status.short).toBe('No prices for 6 min');
  expect(status.detail).toBe('Binance: too many requests · next try in 0:40');
  expect(status.sentence).toBe('No prices for 6 min. Binance: too many requests. Next try in 0:40.');
});

it('says that prices stand still where a source answers with old ones, and counts on by itself', () => {
  const frozen = { id: 'coingecko', state: 'frozen', frozenForMs: 239_000 } as const;
  expect(statusOf(input(frozen), 2_000)).toEqual({
    tone: 'warn',
    short: 'No new prices for 4 min',
    detail: 'CoinGecko answers with old ones',
    sentence: 'No new prices for 4 min. CoinGecko answers, but its prices stand still.',
    announce: 'No new prices. CoinGecko answers with old ones.',
  });
});

it('regression 15: is live again with the first good answer after an error', () => {
  expect(statusOf(input(failing), 1_000).tone).toBe('warn');
  expect(statusOf(input({}), 1_000)).toMatchObject({ tone: 'live', sentence: null });
});

it('says how old prices are when none come although nothing fails', () => {
  expect(statusOf(input({}), 1_000 + 240_000).short).toBe('Prices are 4 min old');
});

it('counts as old what its own source counts as old', () => {
  const slow = { id: 'coingecko', staleMs: 180_000, lastSuccessAgeMs: 0 } as const;
  expect(statusOf(input(slow), 1_000 + 62_000)).toMatchObject({
    tone: 'live',
    detail: 'CoinGecko · 1 min ago',
  });
  expect(statusOf(input(slow), 1_000 + 181_000)).toMatchObject({ tone: 'warn', detail: 'CoinGecko' });
  const both = [
    { ...binance, lastSuccessAgeMs: 70_000, receivedAt: 1_000 },
    { ...binance, ...slow, lastSuccessAgeMs: 100_000, receivedAt: 1_000 },
  ];
  expect(statusOf(input({}, { sources: both }), 1_000)).toMatchObject({
    short: 'Prices are 1 min old',
    detail: 'Binance',
  });
});

it('counts how long there are no prices from the last one, or from the start of the failure without one', () => {
  const since = (lastSuccessAgeMs: number | null, forMs: number) =>
    statusOf(
      input({ ...failing, lastSuccessAgeMs, failure: { kind: 'offline', cause: 'offline', forMs } }),
      61_000,
    ).short;
  expect(since(120_000, 300_000)).toBe('No prices for 3 min');
  expect(since(300_000, 120_000)).toBe('No prices for 6 min');
  expect(since(null, 120_000)).toBe('No prices for 3 min');
});

it('says that the connection to the host is lost, before anything else', () => {
  const lost = { connection: { state: 'lost', since: 0 } } as const;
  expect(statusOf(input(failing, lost), 9_000)).toMatchObject({
    short: 'App not reachable',
    sentence:
      'The connection to the app has been lost for 9 s. Prices and alarms stand still on this page; it connects again by itself.',
  });
  expect(statusOf(input({}, { ...lost, app: null }), 0).sentence).toContain('The app does not answer.');
});

it('a source without pairs does not matter', () => {
  const sources = [
    { ...binance, receivedAt: 0 },
    { ...binance, ...failing, id: 'coingecko', pairs: 0, receivedAt: 0 } as const,
  ];
  expect(statusOf(input({}, { sources }), 0).tone).toBe('live');
});

it('is ready where nothing is watched', () => {
  expect(statusOf(input({}, { watching: false }), 0).short).toBe('Ready');
});

it('says that monitoring is paused, whatever the sources do', () => {
  const paused = { monitoring: 'paused' } as const;
  expect(statusOf(input({}, paused), 1_000)).toMatchObject({ tone: 'warn', short: 'Paused' });
  expect(statusOf(input(failing, paused), 90_000)).toMatchObject({ short: 'Paused', sentence: null });
  const lost = { connection: { state: 'lost', since: 0 } } as const;
  expect(statusOf(input({}, { ...paused, ...lost }), 1_000).short).toBe('App not reachable');
});
