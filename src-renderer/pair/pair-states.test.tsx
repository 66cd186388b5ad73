// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { PairView } from '../../src-shared/contract/schemas.ts';
import { btc, cannedSnapshot, eth, fresh, now } from '../testing/canned.ts';
import { strangePair } from '../testing/canned-life.ts';
import { refused } from '../testing/fake-host.ts';
import { press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const states = () => screen.queryByRole('list', { name: /^State of/ });
const row = () => within(screen.getByRole('region', { name: 'Watch list' })).getAllByRole('listitem')[0];

it('says nothing of a pair that is watched as usual', async () => {
  app = await renderApp(cannedSnapshot());
  expect(states()).toBeNull();
});

it.each([
  [
    { blind: true, stale: true, ageMs: 372_000 },
    'No price for 6 min: alarms on this pair cannot ring.',
    'no prices',
  ],
  [
    { confirming: 64_512.1 },
    '64,512.10 is far off the last price. It counts once the next price confirms it.',
    'confirming',
  ],
  [
    { via: { source: 'coingecko', basis: 1.000_123_4 } },
    'Served by CoinGecko while Binance is out; its prices are divided by 1.00012.',
    '',
  ],
  [
    { via: { source: 'coingecko', basis: null } },
    'Served by CoinGecko while Binance is out. How its prices compare is not known yet, so alarms were armed afresh.',
    '',
  ],
  [{ closely: true }, 'Watched closely: an alarm is near, so every minute’s low and high are asked for.', ''],
] satisfies [Partial<PairView>, string, string][])('says that %j', async (more, sentence, chip) => {
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, ...more }] }));
  expect(states()?.textContent).toBe(sentence);
  expect(row()?.textContent).toContain(chip);
});

it('says that its source answers with a price that stands still, and not that there is none', async () => {
  const frozen = { frozenSince: now - 600_000, blind: true, stale: true };
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, ...frozen }] }));
  expect(states()?.textContent).toMatch(
    /^Binance answers, but this price has stood still since .*\d\d:\d\d: alarms on this pair cannot ring\.$/,
  );
  expect(row()?.textContent).toContain('stands still');
});

it('says which stretch was not seen', async () => {
  const notSeen = { from: now - 24_000_000, to: now - 600_000 };
  app = await renderApp(cannedSnapshot({ pairs: [{ ...btc, notSeen }] }));
  expect(states()?.textContent).toMatch(/^Not seen: .*\d\d:\d\d to .*\d\d:\d\d\. No prices could be had/);
});

it('says of a pair that never had a price that it cannot ring', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [{ ...fresh, blind: true }], alarms: [] }));
  expect(states()?.textContent).toBe('No price yet: alarms on this pair cannot ring.');
});

it.each([
  ['Same coin', 'same'],
  ['Another coin', 'another'],
])('asks about a price ten times off: %s', async (button, is) => {
  app = await renderApp(cannedSnapshot({ pairs: [strangePair, eth] }));
  expect(states()?.textContent).toContain('Came back at 5.84 after 58,412.50. Is it still the same coin?');
  expect(states()?.textContent).not.toContain('No price for');
  expect(row()?.textContent).toContain('same coin?');
  await press(button);
  expect(app.host.calledWith('pair.decide')).toEqual([{ id: btc.id, is }]);
});

it('says why the decision could not be taken', async () => {
  app = await renderApp(cannedSnapshot({ pairs: [strangePair] }), {
    'pair.decide': () => refused('not-possible', 'That pair waits for no decision.'),
  });
  await press('Same coin');
  expect(states()?.textContent).toContain('That pair waits for no decision.');
});

it('the notice about another coin leads to its pair', async () => {
  const params = { pair: 'ETH/USDT', price: '5.84', last: '58,412.50' };
  const notices = [{ id: `another-coin:${eth.id}`, code: 'another-coin', params } as const];
  app = await renderApp(cannedSnapshot({ notices: [...notices] }));
  await press('Open ETH/USDT');
  expect(app.store.getState().selectedId).toBe(eth.id);
});
