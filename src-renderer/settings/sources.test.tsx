// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { SourceView } from '../../src-shared/contract/schemas.ts';
import { binance, cannedSnapshot } from '../testing/canned.ts';
import { type Answers, done, refused } from '../testing/fake-host.ts';
import { besideField, choose, fill, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const coingecko: SourceView = { ...binance, id: 'coingecko', pairs: 0, state: 'starting', key: 'none' };

async function open(more: Parameters<typeof cannedSnapshot>[0] = {}, answers: Answers = {}) {
  app = await renderApp(cannedSnapshot({ sources: [binance, coingecko], ...more }), answers);
  await press('Settings');
}

const source = (name: string) => screen.getByRole('region', { name });
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const leave = (label: string) => act(async () => void fireEvent.blur(field(label)));

it('which source is asked, and how often, is saved at once', async () => {
  await open();
  await choose('Where pairs are looked up', 'CoinGecko only');
  await fill('Ask for prices every', '30');
  await leave('Ask for prices every');
  expect(app.host.calledWith('settings.set')).toEqual([{ source: 'coingecko' }, { pollMs: 30_000 }]);
});

it.each(['0', '301', '1.5', 'often'])('an interval of %s is refused beside its field', async (text) => {
  await open();
  await fill('Ask for prices every', text);
  await leave('Ask for prices every');
  expect(besideField(field('Ask for prices every'))).toContain('Use whole seconds from 1 to 300.');
  expect(app.host.calledWith('settings.set')).toEqual([]);
});

it('what the start of the app says is shown, cannot be changed, and says where it can', async () => {
  await open({
    app: { version: '1', demo: false, pollMs: 5_000, fixed: { source: 'binance', pollMs: 5_000 } },
  });
  const which = field('Where pairs are looked up');
  const often = field('Ask for prices every');
  expect([which.value, which.disabled, often.value, often.disabled]).toEqual(['binance', true, '5', true]);
  expect(besideField(which)).toContain('CRYPTO_ALARM_SOURCE');
  expect(besideField(often)).toContain('CRYPTO_ALARM_POLL_SECONDS');
});

it('each source says how it is doing, with the cause and the next try', async () => {
  await open({
    sources: [
      {
        ...binance,
        state: 'failing',
        failure: { kind: 'rate-limited', cause: 'rate-limited', forMs: 60_000 },
        lastSuccessAgeMs: 360_000,
        nextTryInMs: 40_000,
      },
      coingecko,
    ],
  });
  expect(source('Binance').textContent).toMatch(
    /No prices for 6 min: too many requests\. Next try in 0:40\./,
  );
  expect(source('CoinGecko').textContent).toContain('Nothing you watch needs it now.');
});

it('a test says how long the answer took, or why there was none', async () => {
  let cause: SourceView['failure'] extends infer F
    ? F extends { cause: infer C }
      ? C | null
      : never
    : never = null;
  await open({}, { 'source.test': () => done({ tookMs: 240, cause }) });
  await press('Test this source: Binance');
  expect(source('Binance').textContent).toContain('It answered in 240 ms.');
  cause = 'blocked-in-country';
  await press('Test this source: Binance');
  expect(source('Binance').textContent).toContain('It did not answer as it should: blocked in your country');
  expect(source('Binance').textContent).not.toContain('240 ms');
  expect(app.host.calledWith('source.test')).toEqual([{ source: 'binance' }, { source: 'binance' }]);
});

it('a key goes to the host, is hidden while it is typed, and leaves the field', async () => {
  await open();
  const label = 'Demo key of CoinGecko';
  expect(field(label).type).toBe('password');
  await fill(label, '  CG-secret ');
  await press('Save key');
  expect(app.host.calledWith('source.setKey')).toEqual([{ source: 'coingecko', key: 'CG-secret' }]);
  expect(field(label).value).toBe('');
  await app.send({ sources: [binance, { ...coingecko, key: 'set' }] });
  expect(field(label).placeholder).toBe('A key is set.');
  await press('Remove key');
  expect(app.host.calledWith('source.setKey')[1]).toEqual({ source: 'coingecko', key: null });
});

it.each([
  ['', 'Paste the key first.'],
  ['two words', 'A key has no spaces'],
  ['x'.repeat(201), 'at most 200 characters'],
])('a key that can be none is refused beside its field', async (text, sentence) => {
  await open();
  await fill('Demo key of CoinGecko', text);
  await press('Save key');
  expect(besideField(field('Demo key of CoinGecko'))).toContain(sentence);
  expect(app.host.calledWith('source.setKey')).toEqual([]);
});

it('a key that could not be kept stays in its field, with the reason', async () => {
  const message = 'The change could not be written to disk: no space left.';
  await open({}, { 'source.setKey': () => refused('storage-failed', message) });
  await fill('Demo key of CoinGecko', 'CG-secret');
  await press('Save key');
  expect(within(source('CoinGecko')).getByText(message)).toBeTruthy();
  expect(field('Demo key of CoinGecko').value).toBe('CG-secret');
});

it('a key of the environment says that it is changed there', async () => {
  await open({ sources: [binance, { ...coingecko, key: 'fixed' }] });
  expect(screen.queryByLabelText('Demo key of CoinGecko')).toBeNull();
  expect(source('CoinGecko').textContent).toContain('CRYPTO_ALARM_COINGECKO_KEY');
});
