import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followAddress } from './shell/deep-link.ts';
import { followTheme } from './shell/follow-theme.ts';
import { fetchParts } from './shell/parts.ts';
import { createFrameTeller } from './store/frame.ts';
import { createAppStore } from './store/store.ts';
import { startSync } from './store/sync.ts';
import { createToasts } from './toasts/toasts.ts';
import { connect } from './transport/connect.ts';
import { rememberedStyle } from './words/remembered-style.ts';
import { voice } from './words/say.ts';
import './styles/index.css';

const restMs = 2_000;
const services = { ...connect(), store: createAppStore(), toasts: createToasts() };
// Outside of React: rendering twice, as StrictMode does, must not subscribe twice.
followTheme(services.store);
followAddress(services.store);
startSync(services.api, services.store, undefined, createFrameTeller());

function draw(): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}

// Sentences that cannot be fetched now are fetched later; until then the page speaks English.
void voice.speak(rememberedStyle()).then(draw, draw);
// Once the page is at rest. What cannot be fetched then is fetched when somebody asks for it.
setTimeout(() => void fetchParts().catch(() => {}), restMs);
