import { type AppStore, type SettingsSection, settingsSections } from '../store/store.ts';

const settingsAddress = '#settings';

/** The section that an address names; null for the settings as a whole, undefined for anything else. */
export function readAddress(hash: string): SettingsSection | null | undefined {
  if (hash === settingsAddress) return null;
  const name = hash.startsWith(`${settingsAddress}/`) ? hash.slice(settingsAddress.length + 1) : '';
  return settingsSections.find((section) => section === name);
}

/**
 * Every section of the settings has an address, `#settings/sources`: it can be linked to, and is there again after a
 * reload.
 * @returns what ends it
 */
export function followAddress(store: AppStore, page: Window = window): () => void {
  const show = () => {
    const section = readAddress(page.location.hash);
    if (section !== undefined) store.getState().showSettings(section);
  };
  const write = () => {
    const { view, section } = store.getState();
    const wanted = view === 'settings' ? `${settingsAddress}${section === null ? '' : `/${section}`}` : '';
    const stands = readAddress(page.location.hash) === undefined ? '' : page.location.hash;
    // No entry of its own: the way back in a browser leads out of the app, as it always did.
    if (wanted !== stands)
      page.history.replaceState(null, '', wanted === '' ? page.location.pathname : wanted);
  };
  show();
  const stop = store.subscribe(write);
  page.addEventListener('hashchange', show);
  return () => {
    stop();
    page.removeEventListener('hashchange', show);
  };
}
