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
import './styles/index.css';

const restMs = 2_000;
const services = { ...connect(), store: createAppStore(), toasts: createToasts() };
// Outside of React: rendering twice, as StrictMode does, must not subscribe twice.
followTheme(services.store);
followAddress(services.store);
startSync(services.api, services.store, undefined, createFrameTeller());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}
// Once the page is at rest. What cannot be fetched then is fetched when somebody asks for it.
setTimeout(() => void fetchParts().catch(() => {}), restMs);
