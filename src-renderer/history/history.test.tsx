// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, eth, ethRing, now } from '../testing/canned.ts';
import { pastFirings, ringWith } from '../testing/canned-life.ts';
import { done, refused } from '../testing/fake-host.ts';
import { choose, press, rest } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const items = () => [...document.querySelectorAll<HTMLElement>('.past-list > li')];
const asked = () => app.host.calledWith('firings.list');
const past = (id: string, t: number) => {
  const { firing, pair } = ringWith(ethRing, { id, t });
  return { firing, pair };
};

async function open(...args: Parameters<typeof renderApp>) {
  app = await renderApp(...args);
  await press('History');
  await screen.findByRole('heading', { name: 'History' });
  await rest(20);
}

it('lists what rang, newest first, with its proof, who dismissed it and how it reached people', async () => {
  await open(cannedSnapshot(), { 'firings.list': () => done({ firings: pastFirings }) });
  expect(items().map((each) => each.querySelector('.past-title')?.textContent)).toEqual([
    'ETH/USDT fell to 2,900',
    'SOL/USDT moved 5.08 % up',
    'DOGE/USDT fell 10.00 % from its highest',
  ]);
  const [ringing, handled, late] = items();
  expect(ringing?.textContent).toContain('Nobody has dismissed it yet.');
  expect(handled?.textContent).toContain('Rule: moves 5 % either way within 15 min');
  expect(handled?.textContent).toContain('135.20 → 142.07');
  expect(handled?.textContent).toMatch(/Dismissed .*\d\d:\d\d:\d\d by: browser 3f9a2c\./);
  expect(handled?.textContent).toMatch(/Notification shown .*\d\d:\d\d:\d\d\./);
  expect(handled?.textContent).toMatch(/Sound failed .*\d\d:\d\d:\d\d: no device\./);
  expect(late?.textContent).toContain('told in a summary');
  expect(late?.textContent).toContain('judged late: prices were not seen when it happened');
  expect(late?.textContent).toContain('Note: Sold half.');
  expect(screen.getByText('That is all.')).toBeTruthy();
});

it('shows older ones a page at a time; those of one moment make a page longer', async () => {
  const newest = Array.from({ length: 50 }, (_, index) => past(`n${index}#1`, now - index * 1_000));
  const together = Array.from({ length: 60 }, (_, index) => past(`s${index}#1`, 1_000));
  const pages: Record<number, typeof newest> = { 1_000: [past('old#1', 5)], 5: [] };
  await open(cannedSnapshot(), {
    'firings.list': ({ before }) =>
      done({ firings: before === undefined ? newest : (pages[before] ?? together) }),
  });
  expect(items()).toHaveLength(50);
  await press('Show older');
  expect(items()).toHaveLength(110);
  await press('Show older');
  expect(items()).toHaveLength(111);
  const oldest = newest.at(-1)?.firing.t;
  expect(asked()).toEqual([{ limit: 50 }, { limit: 50, before: oldest }, { limit: 50, before: 1_000 }]);
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
});

it('shows those of one pair alone', async () => {
  await open(cannedSnapshot(), {
    'firings.list': ({ pairId }) =>
      done({ firings: pastFirings.filter(({ pair }) => pairId === undefined || pair.id === pairId) }),
  });
  await choose('Pair', 'ETH/USDT');
  await rest(20);
  expect(items()).toHaveLength(1);
  expect(asked().at(-1)).toEqual({ limit: 50, pairId: eth.id });
});

it('takes in what rings or is dismissed while it is open', async () => {
  let firings = pastFirings.slice(1);
  await open(cannedSnapshot(), { 'firings.list': () => done({ firings }) });
  expect(items()).toHaveLength(2);
  firings = pastFirings;
  await app.send({ ringing: [] });
  await rest(20);
  expect(items()).toHaveLength(3);
});

it('says that nothing has rung yet', async () => {
  await open(cannedSnapshot());
  expect(screen.getByRole('heading', { name: 'Nothing has rung yet' })).toBeTruthy();
});

it('says why it cannot be shown', async () => {
  await open(cannedSnapshot(), {
    'firings.list': () => refused('no-answer', 'The app did not answer.'),
  });
  expect(within(document.body).getByText('The app did not answer.')).toBeTruthy();
});

it('shows those of a kind and a time, and says so where there are none', async () => {
  await open(cannedSnapshot(), {
    'firings.list': ({ kinds, since = 0 }) =>
      done({
        firings: pastFirings.filter(
          ({ firing }) =>
            firing.t >= since && (kinds === undefined || kinds.includes(firing.proof.condition.kind)),
        ),
      }),
  });
  await choose('Kind of alarm', 'move in time');
  await rest(20);
  expect(items()).toHaveLength(1);
  await choose('Kind of alarm', 'all kinds');
  await choose('When', 'last 24 hours');
  await rest(20);
  expect(items()).toHaveLength(2);
  expect(asked().at(-1)).toEqual({ limit: 50, since: expect.any(Number) });
  await choose('Kind of alarm', 'steps');
  await screen.findByRole('heading', { name: 'Nothing like that has rung' });
  await press('Show everything');
  await rest(20);
  expect(items()).toHaveLength(3);
});

/** What was handed to the user as a file. */
async function exported(format: 'CSV' | 'JSON') {
  const files: { name: string; blob: Blob }[] = [];
  let last: Blob | null = null;
  Object.assign(URL, {
    createObjectURL(blob: Blob) {
      last = blob;
      return 'blob:it';
    },
    revokeObjectURL() {},
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (last) files.push({ name: this.download, blob: last });
  });
  await press(`Export as ${format}`);
  await rest(50);
  click.mockRestore();
  return files;
}

it('exports everything that is shown, all pages of it, as CSV and JSON', async () => {
  const many = Array.from({ length: 250 }, (_, index) => past(`n${index}#1`, now - index * 1_000));
  await open(cannedSnapshot(), {
    'firings.list': ({ before = Infinity, limit }) =>
      done({ firings: many.filter(({ firing }) => firing.t < before).slice(0, limit) }),
  });
  await choose('Pair', 'ETH/USDT');
  const [csv] = await exported('CSV');
  expect(csv?.name).toMatch(/^crypto-price-alarm-history-\d{4}-\d\d-\d\d\.csv$/);
  expect((await csv?.blob.text())?.trim().split('\r\n')).toHaveLength(251);
  expect(asked().filter((input) => (input as { limit: number }).limit === 200)).toEqual([
    { limit: 200, pairId: eth.id },
    { limit: 200, pairId: eth.id, before: many[199]?.firing.t },
  ]);
  const [json] = await exported('JSON');
  expect(json?.name).toMatch(/\.json$/);
  const data = JSON.parse((await json?.blob.text()) ?? '') as { firings: unknown[] };
  expect(data.firings).toHaveLength(250);
  expect(document.body.textContent).toContain('Exported 250 rings.');
});

it('says why it cannot be exported', async () => {
  let works = true;
  await open(cannedSnapshot(), {
    'firings.list': () => (works ? done({ firings: pastFirings }) : refused('no-answer', 'Nobody answers.')),
  });
  works = false;
  expect(await exported('CSV')).toEqual([]);
  expect(document.body.textContent).toContain('Nobody answers.');
});
