/// <reference types="vite/client" />
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../App.tsx';
import { createBrowserSound } from '../sound/browser-sound.ts';
import { createAppStore } from '../store/store.ts';
import { startSync } from '../store/sync.ts';
import { createToasts } from '../toasts/toasts.ts';
import { rememberedStyle } from '../words/remembered-style.ts';
import { voice } from '../words/say.ts';
import { full, scenarios } from './scenarios.ts';
import '../styles/index.css';

/** `testing/dev.html?state=ring3`: the page on canned states, for looking at it. */
const name = new URLSearchParams(location.search).get('state') ?? 'full';
const host = (scenarios[name] ?? full)();
const services = {
  api: host.api,
  store: createAppStore(),
  sound: createBrowserSound(),
  toasts: createToasts(),
};
startSync(host.api, services.store);
if (name === 'lost') setTimeout(() => host.connection(false), 300);
if (name === 'never') host.connection(false);
Object.assign(globalThis, { fakeHost: host });
void voice.speak(rememberedStyle());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}
