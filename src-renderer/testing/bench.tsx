/// <reference types="vite/client" />
import { createRoot } from 'react-dom/client';
import type { Update } from '../../src-shared/contract/schemas.ts';
import { App } from '../App.tsx';
import { createBrowserSound } from '../sound/browser-sound.ts';
import { createFrameTeller } from '../store/frame.ts';
import { createAppStore } from '../store/store.ts';
import { startSync } from '../store/sync.ts';
import { createToasts } from '../toasts/toasts.ts';
import { parsed } from '../transport/parse.ts';
import { fakeHost } from './fake-host.ts';
import { createMarket, manyPairs } from './many-pairs.ts';
import { PlainList } from './PlainList.tsx';
import '../styles/index.css';

/** `testing/bench.html?pairs=500&way=plain`: the interface, or the straightforward one, on made-up prices. */
const wish = new URLSearchParams(location.search);
const snapshot = manyPairs(Number(wish.get('pairs') ?? 200));
const count = snapshot.pairs.length;
const market = createMarket(snapshot);
let seq = snapshot.seq;
let receive: (text: string) => void;

const root = createRoot(document.getElementById('root') ?? document.body);
if (wish.get('way') === 'plain') {
  const listeners = new Set<(update: Update) => void>();
  const take = parsed('update', (update) => {
    for (const listener of listeners) listener(update);
  });
  receive = (text) => take(JSON.parse(text));
  const subscribe = (listener: (update: Update) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  root.render(<PlainList snapshot={snapshot} subscribe={subscribe} />);
} else {
  const host = fakeHost(snapshot);
  const take = parsed('update', (update) => host.send(update));
  receive = (text) => take(JSON.parse(text));
  const services = {
    api: host.api,
    store: createAppStore(),
    sound: createBrowserSound(),
    toasts: createToasts(),
  };
  startSync(services.api, services.store, undefined, createFrameTeller());
  root.render(<App services={services} />);
  Object.assign(globalThis, { fakeHost: host, appStore: services.store });
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const everyPair = Array.from({ length: count }, (_, index) => index);

let texts: string[] = [];

/** Makes updates of all pairs at once, which `all` then hands in. */
function prepare(times: number): void {
  texts = Array.from({ length: times }, () => market(++seq, everyPair));
}

/** Hands in what was prepared, one a frame. */
async function all(): Promise<void> {
  for (const text of texts) {
    await frame();
    receive(text);
    await frame();
  }
}

/** Makes updates of one pair each, which `stream` then hands in. */
function prepareStream(total: number): void {
  texts = Array.from({ length: total }, (_, index) => market(++seq, [(index * 17) % count]));
}

/** Hands in so many of them a second; answers how far frames were apart, in ms. */
async function stream(perSecond: number): Promise<number[]> {
  const total = texts.length;
  const apart: number[] = [];
  const begun = performance.now();
  let told = 0;
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
    for (; told < due; told += 1) receive(texts[told] ?? '');
  }, 5);
  let before = await frame();
  while (told < total) {
    const now = await frame();
    apart.push(now - before);
    before = now;
  }
  clearInterval(timer);
  return apart;
}

Object.assign(globalThis, { bench: { prepare, all, prepareStream, stream } });
