import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createBrowserSound } from './sound/browser-sound.ts';
import { createFrameTeller } from './store/frame.ts';
import { createAppStore } from './store/store.ts';
import { startSync } from './store/sync.ts';
import { createToasts } from './toasts/toasts.ts';
import { connect } from './transport/connect.ts';
import './styles/index.css';

const api = connect();
const services = { api, store: createAppStore(), sound: createBrowserSound(), toasts: createToasts() };
// Outside of React: rendering twice, as StrictMode does, must not subscribe twice.
startSync(api, services.store, undefined, createFrameTeller());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
}
