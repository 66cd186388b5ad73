// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { cannedSnapshot } from '../testing/canned.ts';
import { type RenderedApp, renderApp } from '../testing/render-app.tsx';

vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

let app: RenderedApp;
afterEach(() => app.stop());

it('a pause is said on every screen, with the way out, until it ends', async () => {
  app = await renderApp(cannedSnapshot({ monitoring: 'paused' }));
  expect(screen.getAllByText('not watched').length).toBeGreaterThan(0);
  expect(screen.queryByText('armed')).toBeNull();
  expect(screen.getByText(/Monitoring is paused: no prices are fetched/)).toBeTruthy();
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Resume monitoring' }));
  });
  expect(app.host.calledWith('monitoring.resume')).toHaveLength(1);
  await app.send({ monitoring: 'on' });
  expect(screen.queryByRole('button', { name: 'Resume monitoring' })).toBeNull();
  expect(screen.queryByText('not watched')).toBeNull();
});
