// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ImportPlan } from '../../src-shared/contract/transfer.ts';
import { btc, cannedSnapshot, target } from '../testing/canned.ts';
import { type Answers, done, refused } from '../testing/fake-host.ts';
import { press } from '../testing/hands.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

const nothing: ImportPlan = {
  token: 't1',
  from: 'this app',
  exportedAt: null,
  pairs: { added: [], present: [], refused: [] },
  alarms: { added: [], present: [], refused: [] },
  settings: { changed: [], refused: [] },
  notes: [],
};
const rule = {
  id: 'a9',
  pairId: btc.id,
  condition: target(70_000),
  mode: 'once',
  cooldownMs: 60_000,
  wayBack: 0,
  urgency: 'loud',
  note: '',
  paused: false,
  expiresAt: null,
  createdAt: 0,
} as const;
const plan: ImportPlan = {
  ...nothing,
  pairs: { added: [{ ...btc }], present: [], refused: [{ what: 'pair 2', why: 'It has no name.' }] },
  alarms: { added: [rule], present: [{ ...rule, id: 'a1' }], refused: [] },
  settings: { changed: [{ name: 'confirmPercent', from: 10, to: 20 }], refused: [] },
  notes: ['Windows are counted anew.'],
};

async function open(answers: Answers) {
  app = await renderApp(cannedSnapshot(), answers);
  await press('Settings');
  await screen.findByRole('heading', { name: 'Settings' });
}

async function chooseFile(text: string, name = 'alarms.json') {
  const input = screen.getByLabelText<HTMLInputElement>('Import a file', { selector: 'input' });
  const file = new File([text], name, { type: 'application/json' });
  await act(async () => void fireEvent.change(input, { target: { files: [file] } }));
}

it('an import shows what it would change, and does it when it is told to', async () => {
  await open({
    'data.previewImport': () => done(plan),
    'data.applyImport': () => done({ pairs: 1, alarms: 1, settings: 1 }),
  });
  await chooseFile('{"pairs":[]}');
  const preview = await screen.findByRole('region', { name: 'What alarms.json would change' });
  expect(
    within(preview)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'BTC/USDT',
    'BTC/USDT reaches 70,000 from below',
    'confirmPercent: 10 becomes 20',
    'pair 2: It has no name.',
    'Windows are counted anew.',
  ]);
  expect(preview.textContent).toContain('1 that is there already stays as it is.');
  expect(app.host.calledWith('data.applyImport')).toEqual([]);
  await press('Import all of this');
  expect(app.host.calledWith('data.applyImport')).toEqual([{ token: 't1' }]);
  expect(await screen.findByText('Imported: 1 pairs, 1 alarms, 1 settings.')).toBeTruthy();
  expect(screen.queryByRole('region', { name: /would change/ })).toBeNull();
});

it('cancelled, an import changes nothing', async () => {
  await open({ 'data.previewImport': () => done(plan) });
  await chooseFile('{}');
  await press('Cancel');
  expect(screen.queryByRole('region', { name: /would change/ })).toBeNull();
  expect(app.host.calledWith('data.applyImport')).toEqual([]);
});

it('says what is wrong with a file, and when a file would change nothing', async () => {
  let answer: Answers['data.previewImport'] = () => refused('bad-input', 'That file is none of this app.');
  await open({ 'data.previewImport': (input) => answer?.(input) ?? done(nothing) });
  await chooseFile('no json');
  expect(await screen.findByText('That file is none of this app.')).toBeTruthy();
  answer = () => done(nothing);
  await chooseFile('{}');
  expect(await screen.findByText('It would change nothing.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Import all of this' })).toBeNull();
});

it('an export is a file to keep', async () => {
  const made: Blob[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`,
      revokeObjectURL: () => {},
    }),
  );
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await open({ 'data.export': () => done({ name: 'alarms-2026.json', text: '{"version":2}' }) });
  await press('Export to a file');
  expect(await made[0]?.text()).toBe('{"version":2}');
  expect(clicked.mock.instances.map((link) => (link as unknown as HTMLAnchorElement).download)).toEqual([
    'alarms-2026.json',
  ]);
  clicked.mockRestore();
  vi.unstubAllGlobals();
});
