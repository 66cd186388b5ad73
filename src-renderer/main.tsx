import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createFrameTeller } from './store/frame.ts';
import { createAppStore } from './store/store.ts';
import { startSync } from './store/sync.ts';
import { createToasts } from './toasts/toasts.ts';
import { connect } from './transport/connect.ts';
import './styles/index.css';

const services = { ...connect(), store: createAppStore(), toasts: createToasts() };
// Outside of React: rendering twice, as StrictMode does, must not subscribe twice.
startSync(services.api, services.store, undefined, createFrameTeller());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}
