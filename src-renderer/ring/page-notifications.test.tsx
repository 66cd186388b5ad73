// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cannedSnapshot, ethRing, solRing } from '../testing/canned.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
let shown: { readonly title: string; readonly body: string; open: boolean }[];
let hidden: boolean;

class FakeNotification extends EventTarget {
  static permission = 'granted';
  readonly #made: (typeof shown)[number];
  constructor(title: string, { body }: { body: string }) {
    super();
    this.#made = { title, body, open: true };
    shown.push(this.#made);
  }
  close() {
    this.#made.open = false;
  }
}

beforeEach(() => {
  shown = [];
  hidden = true;
  FakeNotification.permission = 'granted';
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  app.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const titles = () => shown.map(({ title }) => title);
const { settings } = cannedSnapshot();

it('what rings is told while nobody sees the page, as one that is gone with the rings', async () => {
  app = await renderApp(cannedSnapshot());
  await app.send({ ringing: [ethRing] });
  await app.send({ ringing: [ethRing, solRing] });
  expect(titles()).toEqual(['ETH/USDT fell to 2,900', '2 alarms ring']);
  await app.send({ ringing: [] });
  expect(shown.at(-1)?.open).toBe(false);
});

it.each([
  ['somebody sees the page', () => void (hidden = false), {}],
  ['the browser does not allow it', () => void (FakeNotification.permission = 'denied'), {}],
  ['the user does not want any', () => {}, { settings: { ...settings, notifications: false } }],
])('nothing is told where %s', async (_, prepare, more) => {
  prepare();
  app = await renderApp(cannedSnapshot(more));
  await app.send({ ringing: [ethRing] });
  expect(shown).toEqual([]);
});

it('what is held is not told, and what came in a mute is told at its end, once', async () => {
  app = await renderApp(cannedSnapshot());
  await app.send({ ringing: [{ ...ethRing, held: true }] });
  expect(shown).toEqual([]);
  if (ethRing.kind !== 'firing') throw new Error('no firing');
  const { firing, pair } = ethRing;
  const summary = { from: 1, to: 2, why: 'muted', firings: [{ firing, pair, holds: true }] } as const;
  await app.send({ ringing: [ethRing], summary: { ...summary, firings: [...summary.firings] } });
  await app.send({ ringing: [ethRing] });
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    [expect.stringMatching(/^While it was muted, .*: 1 alarm came true\.$/), 'ETH/USDT fell to 2,900'],
  ]);
});
