// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { btc, cannedSnapshot, eth, ethRing } from '../testing/canned.ts';
import { done, refused } from '../testing/fake-host.ts';
import { check, choose, fill, press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => {
  app.stop();
  vi.unstubAllGlobals();
});

const { settings } = cannedSnapshot();
const saved = () => app.host.calledWith('settings.set');
const tested = (more: object) =>
  done({ by: 'desktop', supported: true, worked: false, cause: null, standIn: null, ...more } as const);

async function open(more: Partial<Settings> = {}, ...rest: [Parameters<typeof renderApp>[1]?]) {
  app = await renderApp(cannedSnapshot({ settings: { ...settings, ...more } }), ...rest);
  await press('Settings');
  await screen.findByRole('heading', { name: 'Settings' });
}

describe('sounds', () => {
  it('are chosen for each direction, and the page uses them at once', async () => {
    await open();
    await choose('When a price falls', 'Bell');
    expect(saved()).toEqual([{ soundDown: 'bell' }]);
    await app.send({ settings: { ...settings, soundDown: 'bell' } });
    expect(app.sound.use).toHaveBeenLastCalledWith({ up: 'rise', down: 'bell', volume: 80, own: null });
  });

  it('are tried, with what came of it beside the button', async () => {
    await open();
    await press('Play up');
    expect(app.sound.preview).toHaveBeenCalledWith('up');
    expect(screen.getByText('Played.')).toBeTruthy();
  });

  it('a volume that is dragged is one change', async () => {
    await open();
    const slider = screen.getByLabelText('Volume');
    for (const value of ['60', '40', '20']) {
      await act(async () => void fireEvent.change(slider, { target: { value } }));
    }
    expect(saved()).toEqual([]);
    await act(async () => void fireEvent.pointerUp(slider));
    expect(saved()).toEqual([{ soundVolume: 20 }]);
  });

  it('an own file is sent as it is, and refused with the reason', async () => {
    const answers = [
      refused('unknown-sound', 'That file is no WAV, MP3 or Ogg sound. Choose another one.'),
      done({ sound: { name: 'gong.mp3', type: 'audio/mpeg', bytes: 3, at: 1 } } as const),
    ];
    await open({}, { 'sound.upload': () => answers.shift() ?? refused('internal', '') });
    const chooser = screen.getByLabelText('A sound of your own');
    const choosing = async () => {
      const file = new File([new Uint8Array([1, 2, 3])], 'gong.mp3');
      await act(async () => void fireEvent.change(chooser, { target: { files: [file] } }));
    };
    await choosing();
    expect(await screen.findByText(/^That file is no WAV/)).toBeTruthy();
    await choosing();
    expect(await screen.findByText(/^Kept\./)).toBeTruthy();
    expect(app.host.calledWith('sound.upload')).toEqual([
      { name: 'gong.mp3', data: '3' },
      { name: 'gong.mp3', data: '3' },
    ]);
  });
});

describe('notifications', () => {
  it('can be switched off', async () => {
    await open();
    await check('Show notifications');
    expect(saved()).toEqual([{ notifications: false }]);
  });

  it.each([
    ['shown', { worked: true }, /^The system says it was shown/],
    ['refused', { cause: 'no answer within 3 s' }, /^Not shown: no answer within 3 s\.$/],
    ['not known here', { supported: false }, /^This system shows no notifications/],
  ])('on the desktop a test tells what the system did: %s', async (_, result, told) => {
    vi.stubGlobal('app', {});
    await open({}, { 'notification.test': () => tested(result) });
    await press('Test notification');
    expect(await screen.findByText(told)).toBeTruthy();
  });

  it.each([
    ['denied', /^This browser does not let this page/],
    ['default', /^This browser was not told/],
  ])('in a browser it tells what the browser allows: %s', async (permission, told) => {
    vi.stubGlobal('Notification', { permission: 'default', requestPermission: async () => permission });
    await open();
    await press('Test notification');
    expect(await screen.findByText(told)).toBeTruthy();
    expect(app.host.calledWith('notification.test')).toEqual([]);
  });

  it('in a browser that knows none it says so', async () => {
    await open();
    await press('Test notification');
    expect(await screen.findByText(/^This browser shows no notifications/)).toBeTruthy();
  });
});

describe('quiet hours', () => {
  const { quietHours } = settings;

  it('are saved as a whole, as soon as they make sense', async () => {
    await open();
    await fill('From', '07:00');
    expect(screen.getByText(/^From and to are the same/)).toBeTruthy();
    expect(saved()).toEqual([]);
    await fill('From', '23:30');
    await check('Loud alarms may ring');
    expect(saved()).toEqual([
      { quietHours: { ...quietHours, from: '23:30' } },
      { quietHours: { ...quietHours, loudMayPass: true } },
    ]);
  });

  it('another change before the host has answered builds on the one before', async () => {
    await open();
    await fill('From', '20:00');
    await fill('To', '06:00');
    expect(saved().at(-1)).toEqual({ quietHours: { ...quietHours, from: '20:00', to: '06:00' } });
  });
});

describe('the tray', () => {
  it('shows the pairs that were pinned, in an order that can be changed', async () => {
    await open();
    await choose('Pin a pair', 'ETH/USDT');
    expect(saved()).toEqual([{ trayPairs: [eth.id] }]);
    await app.send({ settings: { ...settings, trayPairs: [eth.id, btc.id] } });
    const list = screen.getByRole('list', { name: 'Prices in the tray' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['ETH/USDT', 'BTC/USDT']);
    await press('Move BTC/USDT up', list);
    await press('Unpin BTC/USDT', list);
    await press('Show the first five');
    expect(saved().slice(1)).toEqual([
      { trayPairs: [btc.id, eth.id] },
      { trayPairs: [eth.id] },
      { trayPairs: null },
    ]);
  });
});

describe('a mute', () => {
  const mute = { until: cannedSnapshot().at + 15 * 60_000, by: 'sofa', at: cannedSnapshot().at };

  it('is begun in the header, for a while or until a time', async () => {
    app = await renderApp(cannedSnapshot());
    await press('Mute');
    const panel = await screen.findByRole('dialog', { name: 'Mute everything for' });
    await press('Mute until then', panel);
    expect(within(panel).getByText(/^Choose a time of day first/)).toBeTruthy();
    await press('Mute for 15 min', panel);
    expect(app.host.calledWith('mute.set')).toEqual([{ minutes: 15 }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('a refusal is told in the panel, which stays open', async () => {
    app = await renderApp(cannedSnapshot(), { 'mute.set': () => refused('internal', 'That did not work.') });
    await press('Mute');
    await press('Mute for 1 h');
    expect(screen.getByRole('dialog').textContent).toContain('That did not work.');
  });

  it('is told with the time left, and ended there', async () => {
    app = await renderApp(cannedSnapshot({ mute }));
    expect(screen.getByText(/^Muted until \d\d:\d\d \(1[45]:\d\d left\)/)).toBeTruthy();
    await press('End mute');
    expect(app.host.calledWith('mute.end')).toEqual([{}]);
  });

  it('keeps the dialog away; what is held is listed, and comes up at the end', async () => {
    app = await renderApp(cannedSnapshot({ mute, ringing: [{ ...ethRing, held: true }] }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    const region = screen.getByRole('region', { name: 'Alarms that came true and wait' });
    expect(region.textContent).toContain('ETH/USDT fell to 2,900');
    expect(app.sound.rings).toEqual([]);
    await app.send({ mute: null, ringing: [ethRing] });
    expect(screen.getByRole('alertdialog')).toBeTruthy();
    expect([app.sound.rings, app.store.getState().selectedId]).toEqual([[true], eth.id]);
  });
});
