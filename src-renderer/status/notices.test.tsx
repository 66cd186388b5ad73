// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot } from '../testing/canned.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

it('a notice says when something happened in local time, and goes when it was read', async () => {
  const at = new Date();
  at.setHours(14, 3, 30, 0);
  const params = { file: 'state.damaged-1.db', since: at.toISOString() };
  app = await renderApp(cannedSnapshot({ notices: [{ id: 'n1', code: 'state-moved-aside', params }] }));
  expect(
    screen.getByText(/kept as state\.damaged-1\.db\. Alarms were armed afresh at 14:03:30:/),
  ).toBeTruthy();
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Got it' }));
  });
  expect(app.host.calledWith('notice.dismiss')).toHaveLength(1);
});

it('a cause of any length is cut', async () => {
  const params = { cause: 'x'.repeat(1_000) };
  app = await renderApp(cannedSnapshot({ notices: [{ id: 'n1', code: 'not-stored', params }] }));
  expect(screen.getByText(/to disk: x{120}…\. Alarms still ring/)).toBeTruthy();
});
